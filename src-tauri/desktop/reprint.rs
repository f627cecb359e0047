//! Another copy of an issue, printed anew from the document that was frozen, never from today's
//! wording.

use policy::catalogue::POLICY;
use policy_print::Style;
use policy_store::Store;
use uuid::Uuid;

use crate::clock::local_day;
use crate::copy::{Copy, Format, print};
use crate::error::{Answer, CommandError};
use crate::file_name::{Mark, file_name};
use crate::overview::practice;

/// What a PDF is set for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Paper {
    /// As it was issued.
    Letter,
    /// Most of the world.
    A4,
}

impl Paper {
    /// As the page names it.
    pub(crate) fn parse(word: Option<&str>) -> Answer<Self> {
        match word {
            None | Some("letter") => Ok(Self::Letter),
            Some("a4") => Ok(Self::A4),
            Some(other) => Err(CommandError::bad_request(format!("no paper {other}"))),
        }
    }

    pub(crate) fn style(self) -> Style {
        match self {
            Self::Letter => Style::letter(),
            Self::A4 => Style::a4(),
        }
    }
}

/// Prints it.
pub(crate) fn reprint(
    store: &Store,
    id: Uuid,
    number: u32,
    format: Format,
    paper: Paper,
) -> Answer<Copy> {
    let record = store.revision(id, number)?;
    let document = store.issued_document(id, number)?;
    let draft = store.issued_draft(id, number)?;
    let kind = format.kind();
    let day = local_day(record.issued_at);
    let bytes = print(format, &document, &paper.style(), record.id, day)?;
    let ending = match (format, paper) {
        // Beside the one that was issued, under a name of its own.
        (Format::Pdf, Paper::A4) => "a4.pdf",
        _ => kind.extension(),
    };
    let mark = Mark::Issue(number);
    let name = file_name(practice(&draft), POLICY, record.effective, mark, ending);
    Ok(Copy { name, kind, bytes })
}

#[cfg(test)]
mod tests {
    use policy_store::Role;

    use super::*;
    use crate::drafting::{begin, save};
    use crate::error::Code;
    use crate::issuing::{Terms, issue};
    use crate::testing::{day, draft, finished_draft, store};

    #[test]
    fn an_issue_is_printed_again_whatever_became_of_the_draft() {
        let (_folder, mut store) = store();
        let id = begin(&mut store, Some(finished_draft()), day(0)).expect("begun").id;
        let terms = Terms { effective: day(0).today, review: None, note: "" };
        issue(&mut store, id, &finished_draft(), terms, day(1)).expect("issued");
        save(&mut store, id, &draft(&[]), None, "answer", day(2)).expect("saved");
        let print = |format, paper| reprint(&store, id, 1, format, paper).expect("printed");
        let letter = print(Format::Pdf, Paper::Letter);
        assert_eq!(letter.bytes, store.issued(id, 1, Role::Pdf).expect("there"), "to the byte");
        let a4 = print(Format::Pdf, Paper::A4);
        assert!(a4.bytes.starts_with(b"%PDF-1.7") && a4.bytes != letter.bytes);
        assert!(a4.name.ends_with("-issue-1.a4.pdf"), "{}", a4.name);
        let text = print(Format::Txt, Paper::Letter);
        assert!(String::from_utf8(text.bytes).expect("text").contains("Halloran"));
        assert!(text.name.ends_with("-issue-1.txt"), "{}", text.name);
        assert_eq!(print(Format::Html, Paper::A4).bytes, print(Format::Html, Paper::Letter).bytes);
        let none = reprint(&store, id, 2, Format::Pdf, Paper::Letter).expect_err("none");
        assert_eq!(none.code, Code::BadRequest);
    }

    #[test]
    fn there_are_two_sizes_of_paper() {
        assert_eq!(Paper::parse(None).expect("as issued"), Paper::Letter);
        assert_eq!(Paper::parse(Some("a4")).expect("known"), Paper::A4);
        assert!(Paper::parse(Some("A3")).is_err());
    }
}
