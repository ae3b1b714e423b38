//! Comparing two normalised texts, letter by letter.

use super::index;

/// One slip brings at most one letter that the name lacks, and three bits in all:
/// a letter and its two pairs, or the three pairs of two letters that changed places.
pub(super) fn may_be_slip(missing: u64) -> bool {
    let without_lowest = |bits: u64| bits & bits.wrapping_sub(1);
    let letters = missing & index::LETTERS;
    without_lowest(letters) == 0 && without_lowest(without_lowest(without_lowest(missing))) == 0
}

/// Where a text of three letters or more is in a name. The letters go by as one
/// number: a comparison a letter, whatever the text begins with.
pub(super) fn find(name: &[u8], text: &[u8]) -> Option<usize> {
    let three = |before: u32, &o: &u8| (before << 8 | u32::from(o)) & 0xff_ffff;
    let wanted = text.get(..3)?.iter().fold(0, three);
    let mut seen = 0;
    for (at, o) in name.iter().enumerate() {
        seen = three(seen, o);
        if seen == wanted && at >= 2 && name[at - 2..].starts_with(text) {
            return Some(at - 2);
        }
    }
    None
}

/// The words of the text begin words of the name, in the same order: from the first
/// letter matched to the last.
pub(super) fn words_in_order(name: &[u8], text: &[u8]) -> Option<(usize, usize)> {
    let mut at = 0;
    let mut bounds: Option<(usize, usize)> = None;
    for word in text.split(|&o| o == b' ') {
        loop {
            let rest = name.get(at..)?;
            let start = at;
            at = rest.iter().position(|&o| o == b' ').map_or(name.len() + 1, |end| at + end + 1);
            if rest.starts_with(word) {
                let first = bounds.map_or(start, |b| b.0);
                bounds = Some((first, start + word.len()));
                break;
            }
        }
    }
    bounds
}

/// The text begins the name but for one slip: how many bytes of the name it covers.
pub(super) fn one_slip(name: &[u8], text: &[u8]) -> Option<usize> {
    let same = name.iter().zip(text).take_while(|(a, b)| a == b).count();
    let (name_rest, text_rest) = (&name[same..], &text[same..]);
    // The end of the text may be a letter too many, whatever follows in the name.
    let (&wrong, beyond) = text_rest.split_first()?;
    let Some((&right, name_beyond)) = name_rest.split_first() else {
        return beyond.is_empty().then_some(same);
    };
    let swapped = || {
        let (&second, text_tail) = beyond.split_first()?;
        let (&name_second, name_tail) = name_beyond.split_first()?;
        (wrong == name_second && second == right && name_tail.starts_with(text_tail)).then_some(text.len())
    };
    if name_beyond.starts_with(text_rest) {
        return Some(text.len() + 1); // one letter missing
    }
    if name_beyond.starts_with(beyond) {
        return Some(text.len()); // one letter changed
    }
    if name_rest.starts_with(beyond) {
        return Some(text.len() - 1); // one letter too many
    }
    swapped()
}

/// « la rochelle »: what is left when the article that the name may lack is taken off.
pub(super) fn without_article(text: &[u8]) -> Option<&[u8]> {
    let articles: [&[u8]; 5] = [b"la ", b"le ", b"les ", b"l ", b"aux "];
    articles.iter().find_map(|a| text.strip_prefix(*a)).filter(|rest| !rest.is_empty())
}
