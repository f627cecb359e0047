//! Which backups stay: the last 10, then the newest of each of 7 days, 12 months and every year.

use std::collections::BTreeSet;

use crate::moment::Moment;

const LAST: usize = 10;
/// Length of the date in a stamp, and how many different ones stay.
const PERIODS: [(usize, usize); 3] = [(10, 7), (7, 12), (4, usize::MAX)];

/// For backups from oldest to newest (by number, not by clock): whether each one stays.
pub(crate) fn spared(made_at: &[Moment]) -> Vec<bool> {
    let mut spared: Vec<bool> =
        (0..made_at.len()).map(|index| index + LAST >= made_at.len()).collect();
    let stamps: Vec<String> = made_at.iter().map(|moment| moment.stamp()).collect();
    for (length, most) in PERIODS {
        let mut seen = BTreeSet::new();
        for (index, stamp) in stamps.iter().enumerate().rev() {
            if seen.len() < most && seen.insert(&stamp[..length.min(stamp.len())]) {
                spared[index] = true;
            }
        }
    }
    spared
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3_600_000;

    #[test]
    fn two_years_of_a_backup_every_hour_leave_about_thirty() {
        let start = 1_700_000_000_000;
        let mut kept: Vec<Moment> = Vec::new();
        for hour in 0..2 * 365 * 24 {
            kept.push(Moment::from_millis(start + hour * HOUR));
            let spared = spared(&kept);
            let mut spared = spared.iter();
            kept.retain(|_| *spared.next().expect("one answer each"));
        }
        assert!((26..=32).contains(&kept.len()), "{}", kept.len());
        let days: BTreeSet<String> =
            kept.iter().map(|moment| moment.stamp()[..10].to_owned()).collect();
        assert!(days.len() >= 7 + 11, "7 days and the months before: {days:?}");
    }

    #[test]
    fn the_newest_ten_stay_even_if_the_clock_was_set_back() {
        let mut made: Vec<Moment> = (0..40).map(|n| Moment::from_millis(n * HOUR)).collect();
        made.reverse();
        assert!(spared(&made)[30..].iter().all(|stays| *stays));
    }

    #[test]
    fn nothing_is_nothing() {
        assert_eq!(spared(&[]), Vec::<bool>::new());
    }
}
