//! A day of the calendar, without a clock and without a time zone.

use core::fmt;
use core::str::FromStr;

/// Why a text is not a date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("« {texte} » n'est pas une date (année-mois-jour, par exemple 2027-04-01)")]
pub struct DateError {
    /// What was read, cut to a length that can be shown.
    pub texte: String,
}

/// A day of the Gregorian calendar, from the year 1900 to the year 2199.
///
/// Year, month and day in one number, in the order of days: comparing two dates
/// is comparing two numbers.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(u32);

impl Date {
    /// The day, or `None` when the calendar has no such day.
    pub const fn new(annee: u16, mois: u8, jour: u8) -> Option<Self> {
        if annee < 1900 || annee > 2199 || mois == 0 || mois > 12 || jour == 0 {
            return None;
        }
        if jour > days_in_month(annee, mois) { None } else { Some(Self::pack(annee, mois, jour)) }
    }

    const fn pack(annee: u16, mois: u8, jour: u8) -> Self {
        Self((annee as u32) << 16 | (mois as u32) << 8 | jour as u32)
    }

    /// Year, four digits.
    pub const fn annee(self) -> u16 {
        (self.0 >> 16) as u16
    }

    /// Month, 1 to 12.
    pub const fn mois(self) -> u8 {
        (self.0 >> 8) as u8
    }

    /// Day of the month, 1 to 31.
    pub const fn jour(self) -> u8 {
        self.0 as u8
    }

    /// The same day `mois` months later; the last day of the month where that
    /// month is shorter (31 January + 1 month = 28 or 29 February). Stays at the
    /// last day that the type holds.
    pub const fn plus_months(self, mois: u16) -> Self {
        let total = self.annee() as u32 * 12 + (self.mois() as u32 - 1) + mois as u32;
        let annee = total / 12;
        if annee > 2199 {
            return Self::pack(2199, 12, 31);
        }
        let (annee, mois) = (annee as u16, (total % 12) as u8 + 1);
        let last = days_in_month(annee, mois);
        Self::pack(annee, mois, if self.jour() > last { last } else { self.jour() })
    }

    /// Days since 1 March of the year 0, for differences between two dates.
    pub const fn ordinal(self) -> i32 {
        let (mut y, m) = (self.annee() as i32, self.mois() as i32);
        if m <= 2 {
            y -= 1;
        }
        let era = y.div_euclid(400);
        let yoe = y - era * 400;
        let doy = (153 * (m + if m > 2 { -3 } else { 9 }) + 2) / 5 + self.jour() as i32 - 1;
        era * 146_097 + yoe * 365 + yoe / 4 - yoe / 100 + doy
    }
}

const fn days_in_month(annee: u16, mois: u8) -> u8 {
    match mois {
        4 | 6 | 9 | 11 => 30,
        2 if annee.is_multiple_of(4) && (!annee.is_multiple_of(100) || annee.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(texte: &str) -> Result<Self, DateError> {
        let refuse = || DateError { texte: texte.chars().take(40).collect() };
        let o = texte.as_bytes();
        if o.len() != 10 || o[4] != b'-' || o[7] != b'-' {
            return Err(refuse());
        }
        let number = |from: usize, to: usize| {
            o[from..to].iter().try_fold(0u16, |n, o| o.is_ascii_digit().then(|| n * 10 + u16::from(o - b'0')))
        };
        let (Some(a), Some(m), Some(j)) = (number(0, 4), number(5, 7), number(8, 10)) else {
            return Err(refuse());
        };
        Self::new(a, m as u8, j as u8).ok_or_else(refuse)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.annee(), self.mois(), self.jour())
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Date({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(texte: &str) -> Date {
        texte.parse().unwrap()
    }

    #[test]
    fn a_day_that_the_calendar_does_not_have_is_refused() {
        for texte in ["2027-02-29", "2027-13-01", "2027-00-10", "2027-4-1", "01/04/2027", "1899-01-01", ""] {
            assert!(texte.parse::<Date>().is_err(), "{texte}");
        }
        assert!("2028-02-29".parse::<Date>().is_ok());
    }

    #[test]
    fn a_month_later_never_leaves_the_month() {
        assert_eq!(date("2027-01-31").plus_months(1), date("2027-02-28"));
        assert_eq!(date("2027-01-31").plus_months(13), date("2028-02-29"));
        assert_eq!(date("2027-12-15").plus_months(1), date("2028-01-15"));
        assert_eq!(date("2027-04-01").plus_months(60), date("2032-04-01"));
    }

    proptest! {
        #[test]
        fn the_text_of_a_date_reads_back(a in 1900u16..2200, m in 1u8..=12, j in 1u8..=31) {
            if let Some(d) = Date::new(a, m, j) {
                prop_assert_eq!(d.to_string().parse::<Date>().unwrap(), d);
            }
        }

        #[test]
        fn the_order_of_dates_is_the_order_of_days(a in 0i32..80_000, b in 0i32..80_000) {
            let day = |n: i32| {
                let base = Date::new(1950, 1, 1).unwrap();
                let month = base.plus_months((n / 31) as u16);
                Date::pack(month.annee(), month.mois(), (n % 28) as u8 + 1)
            };
            let (x, y) = (day(a), day(b));
            prop_assert_eq!(x.cmp(&y), x.ordinal().cmp(&y.ordinal()));
        }
    }

    #[test]
    fn days_are_counted_across_leap_years() {
        assert_eq!(date("2028-03-01").ordinal() - date("2028-02-28").ordinal(), 2);
        assert_eq!(date("2028-04-01").ordinal() - date("2027-04-01").ordinal(), 366);
        assert_eq!(date("2027-01-01").ordinal() - date("2026-12-31").ordinal(), 1);
    }
}
