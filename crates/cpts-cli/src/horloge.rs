//! The one place of the program that reads a clock: the day from which one looks at a contract
//! that runs, where the project does not say it.

use std::time::{SystemTime, UNIX_EPOCH};

use cpts_codes::Date;

/// Today, at Greenwich; `None` where the clock of the machine is out of the calendar.
pub(crate) fn aujourd_hui() -> Option<Date> {
    let secondes = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs();
    day(i32::try_from(secondes / 86_400).ok()?)
}

/// The day that comes so many days after the first of January 1970.
fn day(jours: i32) -> Option<Date> {
    let origine = Date::new(1970, 1, 1)?;
    let cible = origine.ordinal().checked_add(jours)?;
    let mut mois = 0;
    while origine.plus_months(mois + 1).ordinal() <= cible {
        mois += 1;
        if mois >= (2199 - 1970) * 12 + 12 {
            return None;
        }
    }
    let debut = origine.plus_months(mois);
    Date::new(debut.annee(), debut.mois(), u8::try_from(cible - debut.ordinal() + 1).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        for (jours, attendu) in
            [(0, "1970-01-01"), (59, "1970-03-01"), (11_016, "2000-02-29"), (20_787, "2026-11-30")]
        {
            assert_eq!(day(jours).map(|d| d.to_string()).as_deref(), Some(attendu));
        }
        assert_eq!(day(i32::MAX), None);
        assert_eq!(day(90_000), None, "beyond the calendar");
        assert!(aujourd_hui().is_some());
    }
}
