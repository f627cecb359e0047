//! The words of two lines: which are in both, which in one of them only.

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::{Run, RunChange};

/// Lines of more pieces than this together are not compared word by word: the time would grow with
/// the square of it, and nobody reads so many marks in one paragraph.
const MOST: usize = 4_000;

/// Splits a line into words, spaces and marks at the edge of words. Joined they are the line.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let space = first.is_whitespace();
        let end = rest.find(|c: char| c.is_whitespace() != space).unwrap_or(rest.len());
        let (chunk, after) = rest.split_at(end);
        if space {
            pieces.push(chunk);
        } else {
            word(chunk, &mut pieces);
        }
        rest = after;
    }
    pieces
}

/// "(soon)." as "(", "soon", ")", ".". Marks inside, as in a phone number, part nothing.
fn word<'a>(chunk: &'a str, pieces: &mut Vec<&'a str>) {
    let start = chunk.find(char::is_alphanumeric).unwrap_or(chunk.len());
    let end = chunk.rfind(char::is_alphanumeric);
    let end = end.and_then(|at| Some(at + chunk[at..].chars().next()?.len_utf8()));
    let end = end.unwrap_or(start);
    let marks =
        |text: &'a str| text.char_indices().map(move |(at, c)| &text[at..at + c.len_utf8()]);
    pieces.extend(marks(&chunk[..start]));
    if start < end {
        pieces.push(&chunk[start..end]);
    }
    pieces.extend(marks(&chunk[end..]));
}

fn count(text: &str) -> usize {
    text.split_whitespace().filter(|chunk| chunk.contains(char::is_alphanumeric)).count()
}

/// How much two lines have in common: 0 nothing, 1 all words in the same order.
pub(super) fn likeness(old: &str, new: &str) -> f64 {
    let worded = |text| {
        let words = pieces(text).into_iter().filter(|it| it.contains(char::is_alphanumeric));
        words.map(str::to_lowercase).collect::<Vec<_>>()
    };
    let (old, new) = (worded(old), worded(new));
    let all = old.len() + new.len();
    if all == 0 || all > MOST {
        return if old == new { 1.0 } else { 0.0 };
    }
    let ops = capture_diff_slices(Algorithm::Myers, &old, &new);
    let same = ops.iter().filter(|op| op.tag() == DiffTag::Equal);
    let same: usize = same.map(|op| op.new_range().len()).sum();
    #[expect(clippy::cast_precision_loss, reason = "at most a few thousand words")]
    let ratio = (2 * same) as f64 / all as f64;
    ratio
}

/// Words in both, or the words of the old line and those of the new one in their place.
enum Stretch {
    Same(String),
    Edit { old: String, new: String },
}

/// The words of both lines in order.
pub(super) fn runs(old: &str, new: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut push = |change: RunChange, text: String| match runs.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if last.change == change => last.text += &text,
        _ => runs.push(Run { change, text }),
    };
    for stretch in calm(stretches(old, new)) {
        match stretch {
            Stretch::Same(text) => push(RunChange::Same, text),
            Stretch::Edit { old, new } => {
                push(RunChange::Removed, old);
                push(RunChange::Added, new);
            }
        }
    }
    runs
}

fn stretches(old: &str, new: &str) -> Vec<Stretch> {
    let (before, after) = (pieces(old), pieces(new));
    if before.len() + after.len() > MOST {
        return vec![Stretch::Edit { old: old.to_owned(), new: new.to_owned() }];
    }
    let ops = capture_diff_slices(Algorithm::Myers, &before, &after);
    ops.iter()
        .map(|op| {
            let (old, new) = (before[op.old_range()].concat(), after[op.new_range()].concat());
            match op.tag() {
                DiffTag::Equal => Stretch::Same(new),
                DiffTag::Delete | DiffTag::Insert | DiffTag::Replace => Stretch::Edit { old, new },
            }
        })
        .collect()
}

/// One or two words that are the same by chance between longer edits belong to these: a reader
/// sees one new phrase, not five scraps.
fn calm(stretches: Vec<Stretch>) -> Vec<Stretch> {
    let mut calm: Vec<Stretch> = Vec::new();
    for stretch in stretches {
        calm.push(stretch);
        while let Some(joined) = joined(&calm) {
            calm.truncate(calm.len() - joined.1);
            calm.push(joined.0);
        }
    }
    calm
}

/// The last two edits as one, with how many stretches that takes; `None` where they stay apart.
fn joined(stretches: &[Stretch]) -> Option<(Stretch, usize)> {
    use Stretch::{Edit, Same};
    match stretches {
        [.., Edit { old, new }, Edit { old: old2, new: new2 }] => {
            Some((Edit { old: format!("{old}{old2}"), new: format!("{new}{new2}") }, 2))
        }
        [.., Edit { old, new }, Same(same), Edit { old: old2, new: new2 }] => {
            let words = count(same);
            let around = (count(old).max(count(new))).max(count(old2).max(count(new2)));
            (words <= 2 && words < around).then(|| {
                let old = format!("{old}{same}{old2}");
                (Edit { old, new: format!("{new}{same}{new2}") }, 3)
            })
        }
        _ => None,
    }
}
