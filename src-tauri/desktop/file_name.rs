//! The name offered for a saved policy: `Willow-Counseling-social-media-policy-2026-12-01-draft.pdf`.

use chrono::NaiveDate;
use policy::catalogue::POLICY;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// How much of the practice's name goes into a file name, in bytes; the whole stays under 128.
const LONGEST_SLUG: usize = 48;

/// What a copy is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// Not issued yet.
    Draft,
    /// An issued revision.
    Issue(u32),
}

/// A name that every file system takes. `practice` may be empty or hostile; a document other than
/// the policy adds its own id.
pub(crate) fn file_name(
    practice: &str,
    document: &str,
    date: NaiveDate,
    mark: Mark,
    extension: &str,
) -> String {
    let slug = slug(practice);
    let mut start = if slug.is_empty() {
        "Social-media-policy".to_owned()
    } else {
        format!("{slug}-social-media-policy")
    };
    if document != POLICY {
        start = format!("{start}-{document}");
    }
    let mark = match mark {
        Mark::Draft => "draft".to_owned(),
        Mark::Issue(number) => format!("issue-{number}"),
    };
    format!("{start}-{date}-{mark}.{extension}")
}

/// The name offered for a portable file; `title` may be empty or hostile.
pub(crate) fn portable_name(title: &str, date: NaiveDate) -> String {
    let slug = slug(title);
    let start = if slug.is_empty() { "Plain-Policy" } else { &slug };
    format!("{start}-{date}.plainpolicy")
}

/// ASCII letters and digits in groups joined by `-`: accents fall off, apostrophes vanish, all else
/// separates. What has no ASCII letter at all gives an empty slug.
fn slug(name: &str) -> String {
    let plain = name.nfkd().filter(|&c| !is_combining_mark(c) && !matches!(c, '\'' | '’' | 'ʼ'));
    let plain: String = plain.map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    let mut slug = String::new();
    for word in plain.split_whitespace() {
        let joined = slug.len() + usize::from(!slug.is_empty()) + word.len();
        if joined > LONGEST_SLUG {
            if slug.is_empty() {
                slug.extend(word.chars().take(LONGEST_SLUG));
            }
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(practice: &str) -> String {
        let date = NaiveDate::from_ymd_opt(2026, 12, 1).expect("a day");
        file_name(practice, POLICY, date, Mark::Draft, "pdf")
    }

    #[test]
    fn says_whose_what_when_and_whether_it_is_issued() {
        let date = NaiveDate::from_ymd_opt(2026, 12, 1).expect("a day");
        assert_eq!(
            name("Willow Counseling"),
            "Willow-Counseling-social-media-policy-2026-12-01-draft.pdf"
        );
        assert_eq!(
            file_name("Willow", POLICY, date, Mark::Issue(2), "html"),
            "Willow-social-media-policy-2026-12-01-issue-2.html"
        );
    }

    #[test]
    fn keeps_to_plain_letters() {
        for (practice, expected) in [
            ("", "Social-media-policy"),
            ("  ", "Social-media-policy"),
            ("心理諮商所", "Social-media-policy"),
            ("Clínica Peña & Núñez, PLLC", "Clinica-Pena-Nunez-PLLC-social-media-policy"),
            ("Maya O’Halloran's Practice", "Maya-OHallorans-Practice-social-media-policy"),
            ("../../etc/passwd", "etc-passwd-social-media-policy"),
            ("CON", "CON-social-media-policy"),
            ("a\u{202e}fdp.exe\0\n", "a-fdp-exe-social-media-policy"),
            (".hidden", "hidden-social-media-policy"),
        ] {
            assert_eq!(name(practice), format!("{expected}-2026-12-01-draft.pdf"));
        }
    }

    #[test]
    fn stays_short_and_ends_at_a_word() {
        let long = name(&"Counseling ".repeat(40));
        assert!(long.len() < 110, "{long}");
        assert!(long.starts_with("Counseling-Counseling-Counseling-Counseling-social"), "{long}");
        let date = NaiveDate::from_ymd_opt(2026, 12, 1).expect("a day");
        let longest = file_name(&"x".repeat(500), "summary", date, Mark::Issue(u32::MAX), "html");
        assert!(longest.len() < 128, "{longest}");
    }
}
