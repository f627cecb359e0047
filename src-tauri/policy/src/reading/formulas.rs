//! From counts to the published figures. Constants as printed by their authors and checked against
//! two independent packages; the golden counts below fix them. Empty text gives 0, never NaN.

use super::Counts;

/// SMOG was fitted to samples of 30 sentences (Journal of Reading 12(8), 1969, pages 639-646).
const SMOG_SENTENCES: usize = 30;

/// Flesch-Kincaid grade (Kincaid et al. 1975): the US school year that can read the text. Very
/// easy text falls below 0.
pub fn flesch_kincaid(counts: &Counts) -> f64 {
    let Some(means) = Means::of(counts) else { return 0.0 };
    0.39 * means.sentence + 11.8 * means.syllables - 15.59
}

/// Flesch reading ease (1948): 60 to 70 is standard English, higher is easier.
pub fn flesch_ease(counts: &Counts) -> f64 {
    let Some(means) = Means::of(counts) else { return 0.0 };
    206.835 - 1.015 * means.sentence - 84.6 * means.syllables
}

/// SMOG grade, or `None` under 30 sentences, where the formula is not valid and most tools print a
/// figure all the same.
pub fn smog(counts: &Counts) -> Option<f64> {
    (counts.sentences >= SMOG_SENTENCES).then(|| smog_estimate(counts))
}

/// SMOG's scaled form for any length. Under 30 sentences it is a guess and must be labelled so.
pub fn smog_estimate(counts: &Counts) -> f64 {
    if counts.sentences == 0 {
        return 0.0;
    }
    let per_sentence = counts.polysyllables as f64 / counts.sentences as f64;
    1.043 * (SMOG_SENTENCES as f64 * per_sentence).sqrt() + 3.1291
}

/// Gunning Fog index, without the exclusions (names, compounds, endings) that some tools apply to
/// the long words; ours is therefore the higher figure.
pub fn fog(counts: &Counts) -> f64 {
    let Some(means) = Means::of(counts) else { return 0.0 };
    0.4 * (means.sentence + 100.0 * counts.polysyllables as f64 / counts.words as f64)
}

/// Reading ease of Spanish, Fernández-Huerta (1959) with the correction of Law (2011): many copies
/// have sentences a 100 words in the last term, which is wrong.
pub fn fernandez_huerta(counts: &Counts) -> f64 {
    let Some(means) = Means::of(counts) else { return 0.0 };
    206.84 - 60.0 * means.syllables - 1.02 * means.sentence
}

/// Perspicuity of Spanish, Szigriszt-Pazos (1993); the INFLESZ bands for patient texts are read off
/// this value: 55 to 65 is normal, from 65 fairly easy.
pub fn szigriszt(counts: &Counts) -> f64 {
    let Some(means) = Means::of(counts) else { return 0.0 };
    206.835 - 62.3 * means.syllables - means.sentence
}

/// Comprehensibility of Spanish, Gutiérrez de Polini (1972). Needs no syllables, hence a check on
/// the other three.
pub fn gutierrez(counts: &Counts) -> f64 {
    let Some(means) = Means::of(counts) else { return 0.0 };
    95.2 - 9.7 * means.letters - 0.35 * means.sentence
}

/// School year for Spanish, Crawford (1989); made for the primary grades.
pub fn crawford(counts: &Counts) -> f64 {
    let Some(means) = Means::of(counts) else { return 0.0 };
    -0.205 * (100.0 / means.sentence) + 0.049 * (100.0 * means.syllables) - 3.407
}

/// What nearly every formula is made of.
struct Means {
    /// Words a sentence.
    sentence: f64,
    /// Syllables a word.
    syllables: f64,
    /// Letters a word.
    letters: f64,
}

impl Means {
    /// `None` for text without words, where a mean would be NaN.
    fn of(counts: &Counts) -> Option<Self> {
        if counts.words == 0 || counts.sentences == 0 {
            return None;
        }
        let words = counts.words as f64;
        Some(Self {
            sentence: words / counts.sentences as f64,
            syllables: counts.syllables as f64 / words,
            letters: counts.letters as f64 / words,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Counts, not text, because every tool counts syllables in its own way.
    const GOLDEN: Counts = Counts {
        words: 100,
        sentences: 5,
        syllables: 150,
        polysyllables: 10,
        letters: 450,
        longest_sentence: 20,
    };

    type Formula = fn(&Counts) -> f64;

    /// All but SMOG are finite decimals and must be exact; SMOG is printed to four decimals.
    #[test]
    fn golden_counts_give_the_published_figures() {
        let cases: [(&str, Formula, f64, f64); 8] = [
            ("Flesch reading ease", flesch_ease, 59.635, 1e-9),
            ("Flesch-Kincaid", flesch_kincaid, 9.91, 1e-9),
            ("SMOG", smog_estimate, 11.2081, 5e-5),
            ("Fog", fog, 12.0, 1e-9),
            ("Fernández-Huerta", fernandez_huerta, 96.44, 1e-9),
            ("Szigriszt", szigriszt, 93.385, 1e-9),
            ("Gutiérrez", gutierrez, 44.55, 1e-9),
            ("Crawford", crawford, 2.918, 1e-9),
        ];
        for (name, formula, expected, slack) in cases {
            let figure = formula(&GOLDEN);
            assert!((figure - expected).abs() < slack, "{name}: {figure}, expected {expected}");
        }
    }

    #[test]
    fn smog_is_withheld_under_30_sentences() {
        assert_eq!(smog(&GOLDEN), None);
        assert_eq!(smog(&Counts { sentences: 29, ..GOLDEN }), None);
        let enough = Counts { sentences: 30, polysyllables: 9, ..GOLDEN };
        assert!((smog(&enough).unwrap_or(0.0) - (1.043 * 3.0 + 3.1291)).abs() < 1e-9);
    }

    #[test]
    fn empty_text_gives_zero_and_never_nan() {
        let empty = Counts::default();
        for formula in [
            flesch_kincaid,
            flesch_ease,
            smog_estimate,
            fog,
            fernandez_huerta,
            szigriszt,
            gutierrez,
            crawford,
        ] {
            assert_eq!(formula(&empty), 0.0);
        }
        assert_eq!(smog(&empty), None);
    }
}
