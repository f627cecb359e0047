//! Sixty published policies, rebuilt from answers alone (`tests/published/*.toml`).

use policy_tests::none;
use policy_tests::published::{COVERAGE, missed, policies, said, single};

/// Of the statements, so many must be said: 95 in 100.
const LEAST: f64 = 0.95;

#[test]
fn nearly_every_statement_of_sixty_policies_is_said() {
    let (mut all, mut lost) = (0, Vec::new());
    let mut faults = Vec::new();
    for policy in policies() {
        let (text, problems) = said(&policy.draft());
        faults.extend(problems.iter().map(|problem| format!("{}: {problem}", policy.name)));
        for code in &policy.says {
            all += 1;
            let position = &COVERAGE[code];
            let details = policy.details.get(code).map_or(&[][..], Vec::as_slice);
            let whole = !position.is_left()
                && position.stands_in(&text)
                && details.iter().all(|detail| text.contains(&single(detail)));
            if !whole {
                lost.push(format!("{} {code}", policy.name));
            }
        }
    }
    none(&faults, "An answer of a rebuilt policy does not fit.");
    let share = 1.0 - lost.len() as f64 / all as f64;
    println!("{} of {all} statements, {:.1} %", all - lost.len(), share * 100.0);
    assert_eq!(all, 925);
    assert_eq!(lost, missed(), "tests/published/missed.txt lists what is not said, and only that");
    assert!(share >= LEAST, "{:.1} %", share * 100.0);
}
