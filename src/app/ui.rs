//! The parts that screens are made of. They take labels, signals and callbacks; they know no record
//! and no rule. Words that are the same everywhere (Close, Undo, Move up) they take from the
//! catalogue themselves. What a learner wrote goes through [`Voice`], [`Own`] or [`markdown`].

mod bars;
mod busy;
mod button;
mod chart;
mod chip;
mod diagonal;
mod dialog;
mod disclosure;
mod drop_zone;
mod effect;
mod empty;
mod field;
mod frame;
mod heading;
mod icon;
mod id;
mod keys;
mod level;
pub mod live;
mod markdown;
mod note;
mod page;
mod progress;
mod reorder;
mod row;
mod section;
mod segmented;
mod table;
mod tick;
mod toast;
mod top_bar;
mod tree;
mod unlock;
mod versions;
mod voice;

pub use bars::{Bar, Bars};
pub use busy::{Busy, Task};
pub use button::{Button, ButtonKind, ButtonLink, IconButton, IconLink};
pub use chart::{EstimateChart, EstimatePoint, ShareBar, SharePart};
pub use chip::{ChipRadio, ChipToggle, Chips};
pub use diagonal::{DiagonalChart, DiagonalDot, DiagonalNames};
pub use dialog::{Confirm, Dialog, Sheet};
pub use disclosure::Disclosure;
pub use drop_zone::DropZone;
pub use effect::EvidenceEffect;
pub use empty::EmptyState;
pub use field::{
    CheckField, Choice, FileButton, FolderButton, RadioField, SecretField, SelectField, TextField, TextKind,
};
pub use frame::{Frame, NavItem};
pub use heading::Heading;
pub use icon::{Icon, Tone};
pub use keys::{KeyLine, Keys};
pub use level::{Level, LevelKind, Stones};
pub use markdown::{Kept, KeptDrawn, MarkdownPart, letters_of_markdown, markdown, markdown_with};
pub use note::{Note, NoteDoor, NoteKind};
pub use page::{Page, Panes};
pub use progress::{Progress, Ring};
pub use reorder::{Reorder, ReorderItem};
pub use row::{Meta, MetaPart, Row};
pub use section::{Eyebrow, Panel, Section};
pub use segmented::Segmented;
pub use table::Table;
pub use tick::Tick;
pub use toast::ToastHost;
pub use top_bar::{MenuDoor, TopBar};
pub use tree::{Tree, TreeItem};
pub use unlock::{UNLOCK_FIELD, Unlock};
pub use versions::{VersionChoice, VersionShown, Versions};
pub use voice::{Own, Voice};
