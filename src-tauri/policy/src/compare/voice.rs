//! Whether two texts differ in nothing but who speaks: "I answer" and "we answer", clients and
//! patients. When a practice grows, every clause changes in that way and none says anything new.

use std::collections::BTreeMap;

use crate::catalogue::VoiceWords;

/// What each word of a voice stands for, whoever speaks.
pub(super) struct Voice {
    /// Phrases of several words, the longest first, and what to read in their place.
    phrases: Vec<(String, String)>,
    /// Single words.
    words: BTreeMap<String, String>,
}

impl Voice {
    /// The words of all voices, of a practice of that name.
    pub(super) fn new(said: &VoiceWords, name: &str) -> Self {
        let mut voice = Self { phrases: Vec::new(), words: BTreeMap::new() };
        for forms in said.word.values().chain(said.verb.values()) {
            let sense = forms[1].to_lowercase();
            for form in forms {
                voice.add(&form.replace("{name}", name).to_lowercase(), &sense);
            }
        }
        if let Some(sense) = said.people.values().next() {
            for people in said.people.values() {
                for (word, form) in people {
                    let sense = sense.get(word).unwrap_or(form).to_lowercase();
                    voice.add(&form.to_lowercase(), &sense);
                }
            }
        }
        voice.phrases.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.len()));
        voice
    }

    fn add(&mut self, form: &str, sense: &str) {
        if form.is_empty() {
        } else if form.chars().all(char::is_alphanumeric) {
            self.words.entry(form.to_owned()).or_insert_with(|| sense.to_owned());
        } else {
            self.phrases.push((form.to_owned(), sense.to_owned()));
        }
    }

    /// Whether the two say the same, whoever says it.
    pub(super) fn same(&self, old: &str, new: &str) -> bool {
        self.sense(old) == self.sense(new)
    }

    fn sense(&self, text: &str) -> Vec<String> {
        let mut text = text.to_lowercase();
        for (phrase, sense) in &self.phrases {
            text = text.replace(phrase, sense);
        }
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(|word| self.words.get(word).map_or(word, String::as_str).to_owned()).collect()
    }
}
