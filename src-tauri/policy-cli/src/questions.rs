//! `policy questions`, `policy preset`, `policy example`: the questionnaire and ready inputs.

use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use policy::catalogue::Question;
use policy::{Catalogue, apply_preset, example_names};

use crate::Ending;
use crate::input::Input;

/// Prints the questionnaire as a list, as JSON, or as a graph for Graphviz.
pub(crate) fn run(catalogue: &Catalogue, mut arguments: lexopt::Parser) -> Result<Ending> {
    use lexopt::prelude::*;
    let (mut json, mut graph, mut tree) = (false, false, false);
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("json") => json = true,
            Long("graph") => graph = true,
            Long("tree") => tree = true,
            other => return Err(other.unexpected().into()),
        }
    }
    let view = catalogue.view("en").context("There are no English words.")?;
    if json {
        println!("{}", serde_json::to_string_pretty(&view)?);
    } else if graph {
        print!("{}", draw(catalogue));
    } else if tree {
        print!("{}", tree_of(catalogue));
    } else {
        for step in &view.steps {
            println!("{}", step.title);
            for question in view.questions.iter().filter(|question| question.step == step.id) {
                println!("  {:24} {}", question.id, question.ask);
                for choice in &question.choices {
                    println!("  {:24}   {}: {}", "", choice.id, choice.label);
                }
            }
        }
    }
    Ok(Ending::Clean)
}

/// Questions as boxes in steps; an arrow leads from a question to those it opens.
fn draw(catalogue: &Catalogue) -> String {
    let mut graph = String::from("digraph questionnaire {\n  rankdir=LR; node [shape=box];\n");
    for (index, step) in catalogue.steps.iter().enumerate() {
        graph += &format!("  subgraph cluster_{index} {{ label=\"{}\";\n", step.id);
        for id in &step.questions {
            graph += &format!("    \"{id}\";\n");
        }
        graph += "  }\n";
    }
    for question in &catalogue.questions {
        for parent in question.ask_if.iter().flat_map(|condition| catalogue.questions_of(condition))
        {
            graph += &format!("  \"{parent}\" -> \"{}\";\n", question.id);
        }
    }
    graph + "}\n"
}

/// Questions by step; those that an answer opens stand under its question, with what opens them.
fn tree_of(catalogue: &Catalogue) -> String {
    let mut tree = String::new();
    for step in &catalogue.steps {
        tree += &format!("{}\n", step.id);
        for id in &step.questions {
            let question = catalogue.question(id).expect("steps list their own questions");
            let inside = |it: &Question| {
                it.follow_up_of.clone().or_else(|| {
                    let opens = catalogue.questions_of(it.ask_if.as_ref()?);
                    opens.into_iter().rfind(|parent| step.questions.contains(parent))
                })
            };
            let mut depth = 1;
            let mut above = inside(question);
            while let Some(parent) = above.and_then(|id| catalogue.question(&id)) {
                depth += 1;
                above = inside(parent);
            }
            let optional = if question.required { "" } else { ", optional" };
            let quiet = if question.quiet { ", folded away" } else { "" };
            let when = question.ask_if.as_ref().map_or_else(String::new, |condition| {
                format!(", if {}", catalogue.questions_of(condition).join(" and "))
            });
            let kind = question.r#type.as_str();
            tree += &format!("{}{id} ({kind}{optional}{quiet}{when})\n", "  ".repeat(depth));
        }
    }
    tree
}

/// Prints the draft with a preset's suggestions filled in.
pub(crate) fn preset(catalogue: &Catalogue, mut arguments: lexopt::Parser) -> Result<Ending> {
    use lexopt::prelude::*;
    let mut values = Vec::new();
    let mut input = Input::default();
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("policy") => input.policy = Some(arguments.value()?.string()?),
            Long("revision") => input.revision = Some(arguments.value()?.parse()?),
            Value(value) => values.push(value),
            other => return Err(other.unexpected().into()),
        }
    }
    let [name, path] = values.as_slice() else {
        bail!(
            "preset needs a NAME and an INPUT. The presets are {}.",
            catalogue.presets.join(", ")
        );
    };
    let name = name.to_string_lossy();
    input.path = Some(PathBuf::from(path));
    let draft = input.draft()?;
    let filled = apply_preset(catalogue, &draft, &name).with_context(|| {
        format!("There is no preset `{name}`. The presets are {}.", catalogue.presets.join(", "))
    })?;
    print!("{}", filled.to_json());
    Ok(Ending::Clean)
}

/// Prints our wording of a clause in the clinician's notation, with its version.
pub(crate) fn wording(catalogue: &Catalogue, mut arguments: lexopt::Parser) -> Result<Ending> {
    use lexopt::prelude::*;
    let mut values = Vec::new();
    let mut input = Input::default();
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("policy") => input.policy = Some(arguments.value()?.string()?),
            Long("revision") => input.revision = Some(arguments.value()?.parse()?),
            Value(value) => values.push(value),
            other => return Err(other.unexpected().into()),
        }
    }
    let [clause, path] = values.as_slice() else {
        bail!(
            "wording needs a CLAUSE and an INPUT. `policy review INPUT --json` names the clauses."
        );
    };
    let clause = clause.to_string_lossy();
    input.path = Some(PathBuf::from(path));
    let draft = input.draft()?;
    let start = policy::own::start(catalogue, "en", &draft, &clause)
        .with_context(|| format!("There is no clause `{clause}`."))?;
    println!("{}", serde_json::to_string_pretty(&start)?);
    Ok(Ending::Clean)
}

/// Prints a finished practice, or the names of all.
pub(crate) fn example(catalogue: &Catalogue, mut arguments: lexopt::Parser) -> Result<Ending> {
    use lexopt::prelude::*;
    let names = || example_names(catalogue).collect::<Vec<_>>().join(", ");
    match arguments.next()? {
        Some(Long("list")) => {
            for name in example_names(catalogue) {
                println!("{name}");
            }
        }
        Some(Value(name)) => {
            let name = name.to_string_lossy();
            let text = catalogue.examples.get(name.as_ref()).with_context(|| {
                format!("There is no example `{name}`. The examples are {}.", names())
            })?;
            print!("{text}");
        }
        Some(other) => return Err(other.unexpected().into()),
        None => bail!("example needs a NAME or --list. The examples are {}.", names()),
    }
    Ok(Ending::Clean)
}
