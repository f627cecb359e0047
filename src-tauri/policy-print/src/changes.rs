//! The sheet that tells clients what changed, with as much on it as one page holds.

use policy::compare::{compare, sheet};
use policy::{Catalogue, Document, Draft, Fingerprint};
use policy_pages::{Stamp, Style};
use uuid::Uuid;

use crate::FACES;

/// Writes the sheet for a document and the one before it, in the voice of `draft`, from which the
/// new one was made. It is the same on both sizes of paper: as many changes as fit on one page of
/// either. `None` when nothing changed but dates.
pub fn changes(
    catalogue: &Catalogue,
    draft: &Draft,
    old: &Document,
    new: &Document,
) -> Option<Document> {
    let comparison = compare(old, new);
    let with = |most| sheet(catalogue, draft, new, &comparison, most);
    let mut best = with(comparison.total())?;
    if fits(&best) {
        return Some(best);
    }
    // More changes take more room, so the most that fit are found by halving. Without any the
    // sheet names the parts that changed, and is written even if a name alone fills a page.
    best = with(0)?;
    let (mut fit, mut over) = (0, comparison.total());
    while over - fit > 1 {
        let most = usize::midpoint(fit, over);
        match with(most).filter(fits) {
            Some(sheet) => (fit, best) = (most, sheet),
            None => over = most,
        }
    }
    Some(best)
}

/// The identifier of that sheet's PDF: the same for the same two policies.
pub fn changes_id(draft: &Draft, old: &Document) -> Uuid {
    draft.document_id(&format!("changes since {}", Fingerprint::of(old).hex()))
}

fn fits(sheet: &Document) -> bool {
    let code = Fingerprint::of(sheet).short();
    let pages = |style: &Style| {
        let stamp = Stamp { code: &code };
        sheet
            .editions
            .iter()
            .map(move |it| policy_pages::layout(it, &FACES, style, stamp))
            .map(|pages| pages.pages.len())
            .max()
            .unwrap_or_default()
    };
    pages(&Style::letter()) <= 1 && pages(&Style::a4()) <= 1
}
