//! Two at once.

use std::sync::Barrier;

use policy_store::StoreError;

use crate::fixture::{open, practice, temp, try_open};

#[test]
fn of_two_that_open_at_once_one_gets_it_and_the_other_touches_nothing() {
    let folder = temp();
    let mut store = open(folder.path());
    practice(&mut store, 1);
    drop(store);
    for race in 0..100 {
        let barrier = Barrier::new(2);
        let after = Barrier::new(2);
        let results: Vec<_> = std::thread::scope(|scope| {
            let run = || {
                barrier.wait();
                let result = try_open(folder.path());
                // Both hold on until both have tried.
                after.wait();
                result.map(drop)
            };
            let (one, two) = (scope.spawn(run), scope.spawn(run));
            [one.join().unwrap(), two.join().unwrap()].into_iter().collect()
        });
        let won = results.iter().filter(|result| result.is_ok()).count();
        let told = results.iter().filter(|r| matches!(r, Err(StoreError::AlreadyOpen))).count();
        assert_eq!((won, told), (1, 1), "race {race}: {results:?}");
    }
}
