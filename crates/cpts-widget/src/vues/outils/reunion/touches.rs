//! Keys, and what they do. A remote clicker is a keyboard: it sends PageDown and
//! PageUp, or the arrows, F5 and a full stop.

use cpts_perimetre::comparaison::Lettre;
use cpts_seance::reunion::Ecran;

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    /// The next screen.
    Suivant,
    /// The screen before.
    Precedent,
    /// The first screen, or the last.
    Bout(Ecran),
    /// A black screen, so that the room looks at who speaks.
    Noir,
    /// Takes the last change back.
    Annuler,
    /// Makes it again.
    Retablir,
    /// Hides the amounts, or shows them.
    Montants,
    /// Makes a perimeter the current one.
    Lettre(Lettre),
    /// The whole screen of the device.
    PleinEcran,
    /// Shows what the keys do.
    Touches,
}

/// What has the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Focus {
    /// Nothing that takes keys: the heading of the screen.
    Ecran,
    /// Something that Enter and Space press.
    Bouton,
    /// Something that is written in.
    Saisie,
}

/// A key as the browser names it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Touche<'a> {
    /// What it writes, or its name.
    pub(crate) cle: &'a str,
    /// Where it is: the figures of a French keyboard are under Shift, so their place counts.
    pub(crate) place: &'a str,
    /// Whether Control, or Command on a Mac, is held.
    pub(crate) controle: bool,
    /// Whether another key that changes the meaning is held.
    pub(crate) autre: bool,
}

/// What a key does there; `None` leaves it to the browser.
pub(crate) fn action(
    touche: Touche<'_>,
    focus: Focus,
    ecran: Ecran,
    sans_raccourcis: bool,
) -> Option<Action> {
    if touche.autre {
        return None;
    }
    if touche.controle {
        // In a field these are the field's own.
        return match touche.cle {
            _ if focus == Focus::Saisie => None,
            // With Shift, the letter is a capital.
            "z" => Some(Action::Annuler),
            "Z" | "y" => Some(Action::Retablir),
            _ => None,
        };
    }
    // In any place, a field as well: no clicker knows where the focus is.
    match touche.cle {
        "PageDown" => return Some(Action::Suivant),
        "PageUp" => return Some(Action::Precedent),
        "F5" => return Some(Action::PleinEcran),
        _ if focus == Focus::Saisie => return None,
        "ArrowRight" => return Some(Action::Suivant),
        "ArrowLeft" => return Some(Action::Precedent),
        "Home" => return Some(Action::Bout(Ecran::Salle)),
        "End" => return Some(Action::Bout(Ecran::Suite)),
        " " | "Enter" => return (focus == Focus::Ecran).then_some(Action::Suivant),
        _ => {}
    }
    if sans_raccourcis {
        return None;
    }
    let lettre = match touche.place {
        "Digit1" | "Numpad1" => Some(Lettre::A),
        "Digit2" | "Numpad2" => Some(Lettre::B),
        "Digit3" | "Numpad3" => Some(Lettre::C),
        _ => None,
    };
    if let Some(lettre) = lettre.filter(|_| ecran.porte_des_perimetres()) {
        return Some(Action::Lettre(lettre));
    }
    match touche.cle {
        "b" | "B" | "." => Some(Action::Noir),
        "u" | "U" => Some(Action::Annuler),
        "m" | "M" => Some(Action::Montants),
        "f" | "F" => Some(Action::PleinEcran),
        "?" => Some(Action::Touches),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FOCUS: [Focus; 3] = [Focus::Ecran, Focus::Bouton, Focus::Saisie];

    fn touche<'a>(cle: &'a str, place: &'a str) -> Touche<'a> {
        Touche { cle, place, controle: false, autre: false }
    }

    #[test]
    fn a_clicker_turns_the_pages_wherever_the_focus_is() {
        for focus in FOCUS {
            for ecran in Ecran::TOUS {
                assert_eq!(action(touche("PageDown", ""), focus, ecran, true), Some(Action::Suivant));
                assert_eq!(action(touche("PageUp", ""), focus, ecran, true), Some(Action::Precedent));
                // F5 begins a slide show; it would load the page anew.
                assert_eq!(action(touche("F5", ""), focus, ecran, true), Some(Action::PleinEcran));
            }
        }
    }

    #[test]
    fn what_is_written_in_a_field_is_written() {
        for cle in ["b", ".", "u", "m", "f", "?", " ", "Enter", "ArrowLeft", "ArrowRight", "Home", "End", "1"]
        {
            assert_eq!(action(touche(cle, "Digit1"), Focus::Saisie, Ecran::Perimetres, false), None);
        }
        let z = Touche { controle: true, ..touche("z", "") };
        assert_eq!(action(z, Focus::Saisie, Ecran::Perimetres, false), None);
        assert_eq!(action(z, Focus::Bouton, Ecran::Perimetres, false), Some(Action::Annuler));
        let y = Touche { cle: "y", ..z };
        assert_eq!(action(y, Focus::Ecran, Ecran::Perimetres, false), Some(Action::Retablir));
    }

    #[test]
    fn a_button_keeps_enter_and_space() {
        for cle in [" ", "Enter"] {
            assert_eq!(action(touche(cle, ""), Focus::Bouton, Ecran::Salle, false), None);
            assert_eq!(action(touche(cle, ""), Focus::Ecran, Ecran::Salle, false), Some(Action::Suivant));
        }
    }

    #[test]
    fn figures_are_read_by_their_place_and_only_where_there_are_perimeters() {
        // The same key on a French keyboard, and with Shift.
        for cle in ["&", "1"] {
            let lettre = action(touche(cle, "Digit1"), Focus::Ecran, Ecran::Perimetres, false);
            assert_eq!(lettre, Some(Action::Lettre(Lettre::A)));
            assert_eq!(action(touche(cle, "Digit1"), Focus::Ecran, Ecran::Salle, false), None);
        }
        assert_eq!(
            action(touche("3", "Numpad3"), Focus::Bouton, Ecran::Territoire, false),
            Some(Action::Lettre(Lettre::C))
        );
    }

    #[test]
    fn keys_of_one_letter_can_be_off() {
        for cle in ["b", ".", "u", "m", "f", "?", "1"] {
            assert_eq!(action(touche(cle, "Digit1"), Focus::Ecran, Ecran::Perimetres, true), None);
        }
        assert_eq!(action(touche("ArrowRight", ""), Focus::Ecran, Ecran::Salle, true), Some(Action::Suivant));
    }

    #[test]
    fn keys_of_the_browser_stay_its_own() {
        for cle in ["b", "m", "1", "ArrowLeft", "f", "u"] {
            let avec = Touche { controle: true, ..touche(cle, "Digit1") };
            assert_eq!(action(avec, Focus::Ecran, Ecran::Perimetres, false), None);
            let avec = Touche { autre: true, ..touche(cle, "Digit1") };
            assert_eq!(action(avec, Focus::Ecran, Ecran::Perimetres, false), None);
        }
        assert_eq!(action(touche("Escape", "Escape"), Focus::Ecran, Ecran::Salle, false), None);
        assert_eq!(action(touche("Tab", "Tab"), Focus::Ecran, Ecran::Salle, false), None);
    }
}
