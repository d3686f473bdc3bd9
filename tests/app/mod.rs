//! Parts of the app that need no browser: they are compiled here as well, so that their own tests run.

#[path = "../../src/app/screens/skills/view_model.rs"]
mod skills_view_model;
