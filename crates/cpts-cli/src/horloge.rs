//! The one place of the program that reads a clock: the day from which one looks at a contract
//! that runs, where the project does not say it.

use cpts_codes::Date;

/// Today, where the machine is; `None` where its clock is out of the calendar.
pub(crate) fn aujourd_hui() -> Option<Date> {
    let jour = jiff::ZonedDateTime::now().date();
    let (mois, du_mois) = (u8::try_from(jour.month()).ok()?, u8::try_from(jour.day()).ok()?);
    Date::new(u16::try_from(jour.year()).ok()?, mois, du_mois)
}
