//! Places: their facts, sources and professions exist, and what a row says of itself stands in its
//! words.

use super::Lint;

impl Lint<'_> {
    pub(super) fn places(&mut self) {
        let catalogue = self.catalogue;
        for place in &catalogue.places {
            let file = &format!("places/{}.toml", place.id);
            if let Some(fact) = place.fact.as_ref().filter(|it| !catalogue.facts.contains_key(*it))
            {
                self.fault(file, format!("There is no fact `{fact}`."));
            }
            for (id, checked) in place.rows() {
                self.sources(file, id, std::slice::from_ref(&checked.source));
                if !id.starts_with(&place.id) {
                    self.fault(file, format!("`{id}` begins with the name of its place."));
                }
                if checked.review_after <= checked.checked_on {
                    self.fault(file, format!("`{id}`: review_after comes after checked_on."));
                }
            }
            let professions = catalogue
                .question("clinicians")
                .and_then(|question| question.field("profession"))
                .map_or(&[][..], |field| field.choices.as_slice());
            for board in &place.board {
                for name in board.professions.iter().filter(|it| !professions.contains(it)) {
                    self.fault(file, format!("`{}`: there is no profession `{name}`.", board.id));
                }
            }
        }
        for question in ["extra_lines", "hidden_lines", "resource_checks"] {
            let Some(question) = catalogue.question(question) else { continue };
            let known = |id: &&String| catalogue.resources.iter().any(|row| row.id == **id);
            let choices = question.choices.iter();
            for id in choices.filter(|id| !known(id) && Some(*id) != question.none.as_ref()) {
                let file = format!("questionnaire/{}.toml", question.step);
                self.fault(file, format!("`{}`: `{id}` is no row of places/.", question.id));
            }
        }
    }

    /// Every row has a name; numbers, addresses and nothing else stand in the words of a resource.
    pub(super) fn place_words(&mut self, code: &str) {
        let catalogue = self.catalogue;
        let Some(language) = catalogue.language(code) else { return };
        let none = std::collections::BTreeMap::new();
        for place in &catalogue.places {
            let file = &format!("text/{code}/places/{}.toml", place.id);
            let said = language.words.places.get(&place.id).map_or(&none, |said| &said.rows);
            let ids: Vec<String> = place.rows().map(|(id, _)| id.to_owned()).collect();
            self.same(file, "rows", &ids, said);
            for row in &place.resource {
                let text = said.get(&row.id).map_or("", |said| &said.text);
                for word in [&row.text, &row.chat, &row.hours] {
                    if !text.contains(word.as_str()) {
                        self.fault(file, format!("`{}`: its words do not say `{word}`.", row.id));
                    }
                }
            }
        }
        for id in language.words.places.keys() {
            if !catalogue.places.iter().any(|place| place.id == *id) {
                let file = format!("text/{code}/places/{id}.toml");
                self.fault(file, format!("There are words for `{id}`, which is no place."));
            }
        }
    }
}
