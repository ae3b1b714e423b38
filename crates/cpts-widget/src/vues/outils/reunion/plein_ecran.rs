//! The whole screen of the device.

use web_sys::Element;

use crate::socle::page::document;

/// Whether the browser lets the page take the whole screen.
pub(crate) fn is_possible() -> bool {
    document().fullscreen_enabled()
}

/// The whole screen of the device for the meeting, or back. A dialog cannot have it: what is
/// inside can.
pub(crate) fn toggle(toile: &Element) {
    if document().fullscreen_element().is_some() {
        document().exit_fullscreen();
    } else if is_possible() {
        let _ = toile.request_fullscreen();
    }
}

/// Gives the screen back.
pub(crate) fn leave() {
    if document().fullscreen_element().is_some() {
        document().exit_fullscreen();
    }
}
