//! Placeholder until the reading formulas land.
/// x
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    /// x
    pub words: usize,
    /// x
    pub sentences: usize,
    /// x
    pub syllables: usize,
    /// x
    pub polysyllables: usize,
    /// x
    pub letters: usize,
    /// x
    pub longest_sentence: usize,
}
/// x
pub fn counts<'a>(_: impl IntoIterator<Item = &'a str>) -> Counts {
    Counts::default()
}
/// x
pub fn flesch_kincaid(_: &Counts) -> f64 {
    0.0
}
/// x
pub fn smog(_: &Counts) -> Option<f64> {
    None
}
/// x
pub fn worst_sentences<'a>(_: impl IntoIterator<Item = &'a str>, _: usize) -> Vec<(String, f64)> {
    Vec::new()
}
