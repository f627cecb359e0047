//! Nothing is lost between saving and loading.

use policy::{Catalogue, Draft, apply_preset};
use proptest::prelude::*;

use crate::answers::any_answers;

proptest! {
    #[test]
    fn answers_survive_saving_and_loading(draft in any_answers(), preset in proptest::option::of(0..3_usize)) {
        let catalogue = Catalogue::embedded();
        let draft = match preset {
            Some(index) => apply_preset(catalogue, &draft, &catalogue.presets[index]).expect("the preset exists"),
            None => draft,
        };
        let loaded = Draft::from_json(&draft.to_json()).expect("a saved draft can be read");
        prop_assert_eq!(&loaded, &draft);
        prop_assert_eq!(loaded.id(), draft.id());
    }

    #[test]
    fn no_text_makes_loading_fall_over(text in "\\PC{0,80}") {
        let _ = Draft::from_json(&text);
    }
}
