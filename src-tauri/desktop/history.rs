//! What there was: revisions, the very files that were issued, and whether they are still that.

use policy_store::{Fault, Role, Store, StoreError, Verification};
use uuid::Uuid;

use crate::copy::Copy;
use crate::drafting::{revisions, summary};
use crate::error::{Answer, CommandError};
use crate::file_name::{Mark, file_name};
use crate::overview::{practice, title};
use crate::points::points;
use crate::save::Kind;
use crate::views::{HistoryView, VerificationView};

/// Its issues, and the points on the way to its draft.
pub(crate) fn history(store: &Store, id: Uuid) -> Answer<HistoryView> {
    Ok(HistoryView { revisions: revisions(store, id)?, points: points(store, id)? })
}

/// The very file that was issued, under its name.
pub(crate) fn issued(store: &Store, id: Uuid, number: u32, role: &str) -> Answer<Copy> {
    let (role, kind) = match role {
        "pdf" => (Role::Pdf, Kind::Pdf),
        "html" => (Role::Html, Kind::Html),
        _ => return Err(CommandError::bad_request(format!("no role {role}"))),
    };
    let record = store.revision(id, number)?;
    let file = record.files.iter().find(|file| file.role == role);
    let file = file.ok_or(StoreError::UnknownRevision { policy: id, number })?;
    let draft = store.issued_draft(id, number)?;
    let (mark, date) = (Mark::Issue(number), record.effective);
    Ok(Copy {
        name: file_name(practice(&draft), policy::catalogue::POLICY, date, mark, kind.extension()),
        kind,
        bytes: store.issued_bytes(file)?,
    })
}

/// Whether what was issued is what was read; of one policy, or of all.
pub(crate) fn told(
    store: &Store,
    mut found: Verification,
    id: Option<Uuid>,
) -> Answer<VerificationView> {
    if let Some(id) = id {
        found.mended.retain(|fault| fault.policy == id);
        found.faults.retain(|fault| fault.policy == id);
        found.revisions = store.revisions(id)?.len();
    }
    let mut sentences = faults(store, &found);
    let sound = found.faults.is_empty() && found.store.is_empty() && found.copies.is_empty();
    if sentences.is_empty() {
        sentences.push(match found.revisions {
            0 => {
                "Nothing has been issued yet, and everything kept is as it was written.".to_owned()
            }
            1 => "1 issue was read again. Every file is exactly what was issued.".to_owned(),
            many => {
                format!("{many} issues were read again. Every file is exactly what was issued.")
            }
        });
    }
    Ok(VerificationView { sound, sentences })
}

/// What is not as it was, and what became of it; empty if all is well.
pub(crate) fn faults(store: &Store, found: &Verification) -> Vec<String> {
    let which = |fault: &Fault| {
        let summary = summary(store, fault.policy).ok();
        let draft = store.draft(fault.policy).ok();
        let title = summary.zip(draft).map(|(summary, draft)| title(&summary, &draft));
        match title.filter(|title| !title.is_empty()) {
            Some(title) => format!("{title}, issue {}", fault.number),
            None => format!("Issue {} of a policy", fault.number),
        }
    };
    let mended = found.mended.iter().map(|fault| {
        format!("{}: a file was damaged. It was put right from its copy.", which(fault))
    });
    let faults = found.faults.iter().map(|fault| {
        format!(
            "{}: a file is damaged or gone, and there is no sound copy of it here. Please look for it in your own folder or on paper.",
            which(fault)
        )
    });
    let store = (!found.store.is_empty()).then(|| {
        "What Plain Policy keeps beside the issued files is damaged. Please close Plain Policy and open it again: it then repairs what it can.".to_owned()
    });
    let mut sentences: Vec<String> = mended.chain(faults).chain(store).collect();
    if !found.copies.is_empty() {
        sentences.push("A copy beside the backups is damaged and could not be written anew. The issued files themselves are as they were.".to_owned());
    }
    // Several files of one issue are one sentence.
    sentences.dedup();
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Code;
    use crate::testing::{data, issued_policy, store};

    #[test]
    fn an_issued_file_comes_back_byte_for_byte_under_its_name() {
        let (_folder, mut store) = store();
        let id = issued_policy(&mut store);
        let copy = issued(&store, id, 1, "pdf").expect("there");
        assert!(copy.bytes.starts_with(b"%PDF-1.7"));
        assert!(copy.name.ends_with("-2026-11-25-issue-1.pdf"), "{}", copy.name);
        for (number, role) in [(2, "pdf"), (1, "draft"), (1, "../..")] {
            let error = issued(&store, id, number, role).expect_err("there is none");
            assert_eq!(error.code, Code::BadRequest);
        }
    }

    #[test]
    fn a_file_that_rotted_is_named_and_one_with_a_copy_is_mended() {
        let (folder, mut store) = store();
        let id = issued_policy(&mut store);
        let verify = |id| told(&store, store.verify().expect("read"), id).expect("told");
        let sound = verify(Some(id));
        assert!(sound.sound && sound.sentences[0].starts_with("1 issue was read"), "{sound:?}");
        let file = store.revision(id, 1).expect("there").files[2].name();
        let path = data(folder.path()).join("archive").join(file);
        std::fs::write(&path, b"rot").expect("written");
        let told = verify(None);
        assert!(!told.sound, "{told:?}");
        assert_eq!(told.sentences.len(), 1);
        assert!(told.sentences[0].contains("issue 1: a file is damaged or gone"), "{told:?}");
    }
}
