//! The names a compiled template uses.

use handlebars::Template;
use handlebars::template::TemplateElement;

/// A name a template uses, and the list it stands in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Used {
    /// As written, without `../`.
    pub name: String,
    /// The list of the `{{#each}}` around it; `None` at the top.
    pub within: Option<String>,
    /// Stands in `{{#if}}` or `{{#unless}}`.
    pub tested: bool,
}

/// Every name a compiled template uses. Handlebars' strict mode does not look into `{{#if}}`, so
/// a misspelt fact would silently print the wrong words; this walk sees it.
pub fn names(template: &Template) -> Vec<Used> {
    let mut used = Vec::new();
    walk(template, None, &mut used);
    used
}

fn walk(template: &Template, within: Option<&str>, used: &mut Vec<Used>) {
    for element in &template.elements {
        match element {
            TemplateElement::Expression(expression) => {
                push(expression.name.as_name(), within, false, used);
            }
            TemplateElement::HelperBlock(block) => {
                let parameter = block.params.first().and_then(|parameter| parameter.as_name());
                let helper = block.name.as_name().unwrap_or_default();
                push(parameter, within, helper != "each", used);
                let inner = if helper == "each" { parameter } else { within };
                for part in [&block.template, &block.inverse].into_iter().flatten() {
                    walk(part, inner, used);
                }
            }
            TemplateElement::RawString(_) => {}
            other => {
                let name = format!("{other:?}");
                used.push(Used {
                    name,
                    within: Some("a form outside our subset".to_owned()),
                    tested: false,
                });
            }
        }
    }
}

fn push(name: Option<&str>, within: Option<&str>, tested: bool, used: &mut Vec<Used>) {
    let name = name.unwrap_or("?");
    let (name, within) = match name.strip_prefix("../") {
        Some(outer) => (outer, None),
        None => (name, within),
    };
    used.push(Used { name: name.to_owned(), within: within.map(str::to_owned), tested });
}
