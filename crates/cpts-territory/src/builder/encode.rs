//! From rows to bytes: the mirror of `decode.rs`.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use cpts_codes::{CodeIris, Date};

use super::edition::Edition;
use super::erreur::BuildError;
use super::sources::{Genre, Ligne, Source};
use crate::format::{ADJACENCE, COMMUNES, IRIS, Kind, MILLESIMES, VERSION};
use crate::millesimes::{attendue, empreinte};
use crate::territory::{Nature, Territory, UNKNOWN};

/// Frequent pieces of names, each written as one byte (1, 2, 3…; the ninth place is
/// free, so that no token is a tab, and so is the tenth, the line feed). Found by trying:
/// they take 3 kB off the file once compressed, 32 kB before.
const TOKENS: [&str; 24] = [
    "Saint-", "Sainte-", "-sur-", "-en-", "-les-", "-le-", "-la-", "-de-", "", "", "-lès-", "-du-", "-d'",
    "-l'", "ville", "-sous-", "-et-", "-aux-", "-Saint-", "court", "igny", "ignac", "ères", "-des-",
];

pub(super) fn varint(out: &mut Vec<u8>, mut n: u32) {
    while n >= 0x80 {
        out.push((n & 0x7f) as u8 | 0x80);
        n >>= 7;
    }
    out.push(n as u8);
}

pub(super) fn signed(out: &mut Vec<u8>, n: i32) {
    varint(out, ((n << 1) ^ (n >> 31)) as u32);
}

fn line(out: &mut Vec<u8>, text: &str) {
    out.extend_from_slice(text.as_bytes());
    out.push(b'\n');
}

pub(super) fn section(payload: &mut Vec<u8>, column: &[u8]) {
    payload.extend_from_slice(&(column.len() as u32).to_le_bytes());
    payload.extend_from_slice(column);
}

fn tokenise(name: &str) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = name;
    'next: while let Some(first) = rest.chars().next() {
        // The longest token wins, whatever its place in the list.
        let mut best: Option<(usize, &str)> = None;
        for (i, token) in TOKENS.iter().enumerate() {
            if !token.is_empty() && rest.starts_with(token) && best.is_none_or(|(_, b)| b.len() < token.len())
            {
                best = Some((i, token));
            }
        }
        if let Some((i, token)) = best {
            out.push(i as u8 + 1);
            rest = &rest[token.len()..];
            continue 'next;
        }
        let length = first.len_utf8();
        out.extend_from_slice(&rest.as_bytes()[..length]);
        rest = &rest[length..];
    }
    out
}

/// Two sections: the length shared with the name before, and the rest.
fn names<'a>(payload: &mut Vec<u8>, list: impl Iterator<Item = &'a str>) {
    let (mut shared, mut rest) = (Vec::new(), Vec::new());
    let mut before: Vec<u8> = Vec::new();
    for name in list {
        let name = tokenise(name);
        let same = name.iter().zip(&before).take_while(|(a, b)| a == b).count().min(255);
        shared.push(same as u8);
        rest.extend_from_slice(&name[same..]);
        rest.push(b'\n');
        before = name;
    }
    section(payload, &shared);
    section(payload, &rest);
}

fn wrong(details: String) -> BuildError {
    BuildError::Contenu { source_lue: "archives", details }
}

/// The number of a commune in its département.
fn number(ligne: &Ligne, departement: &str) -> Result<u32, BuildError> {
    // The five southern lands are listed under 984 as 9841x; every code begins with its département.
    ligne
        .code
        .strip_prefix(departement)
        .and_then(|n| n.parse().ok())
        .ok_or_else(|| wrong(format!("{} n'est pas un code du département {departement}", ligne.code)))
}

/// The département that a code begins with, which is not always the column of that name.
fn departement_of(code: &str) -> &str {
    let length = if code.starts_with("97") || code.starts_with("98") { 3 } else { 2 };
    code.get(..length).unwrap_or(code)
}

/// Writes the header in front of the payload and the checksum in the header.
pub(super) fn finish(kind: Kind, fields: &[u8], payload: &[u8]) -> Vec<u8> {
    let mut file = Vec::with_capacity(kind.header + payload.len());
    file.extend_from_slice(&kind.magic);
    file.extend_from_slice(&VERSION.to_le_bytes());
    file.extend_from_slice(&[0, 0]);
    file.extend_from_slice(&(payload.len() as u32).to_le_bytes());
    file.extend_from_slice(&[0; 8]);
    file.extend_from_slice(fields);
    file.resize(kind.header, 0);
    file.extend_from_slice(payload);
    let sum = kind.checksum(&file);
    file[16..24].copy_from_slice(&sum.to_le_bytes());
    file
}

/// The whole of `communes.bin`.
pub(super) fn communes(source: &Source, edition: &Edition) -> Result<Vec<u8>, BuildError> {
    let mut payload = Vec::new();
    let mut tokens = Vec::new();
    TOKENS.iter().for_each(|t| line(&mut tokens, t));
    section(&mut payload, &tokens);
    section(&mut payload, &regions(source));
    section(&mut payload, &departements(source, edition)?);
    section(&mut payload, &codes(source)?);
    names(&mut payload, source.lieux.iter().map(|l| l.nom.as_str()));
    let mut populations = Vec::new();
    for lieu in &source.lieux {
        varint(&mut populations, lieu.population.map_or(0, |n| n + 1));
    }
    section(&mut payload, &populations);
    section(&mut payload, &villes(source)?);
    epci(&mut payload, source)?;
    postal(&mut payload, source)?;
    section(&mut payload, &former(source)?);
    names(&mut payload, source.anciennes.iter().map(|l| l.nom.as_str()));

    let arrondissements = source.lieux.iter().filter(|l| l.genre == Genre::ArrondissementMunicipal).count();
    let mut fields = Vec::new();
    fields.extend_from_slice(&edition.millesime.to_le_bytes());
    fields.extend_from_slice(&edition.en_vigueur.annee().to_le_bytes());
    fields.extend_from_slice(&[edition.en_vigueur.mois(), edition.en_vigueur.jour()]);
    fields.extend_from_slice(&edition.cog.to_le_bytes());
    for count in
        [source.lieux.len() - arrondissements, arrondissements, source.anciennes.len(), source.epci.len()]
    {
        fields.extend_from_slice(&(count as u32).to_le_bytes());
    }
    Ok(finish(COMMUNES, &fields, &payload))
}

fn regions(source: &Source) -> Vec<u8> {
    let mut out = Vec::new();
    for region in &source.regions {
        line(&mut out, &format!("{}\t{}", region.code, region.nom));
    }
    out
}

fn departements(source: &Source, edition: &Edition) -> Result<Vec<u8>, BuildError> {
    let mut out = Vec::new();
    for d in &source.departements {
        // An overseas collectivity is its own région in the source.
        let region = match &d.region {
            Some(region) => region,
            None => {
                &source
                    .lieux
                    .iter()
                    .find(|l| l.departement == d.code)
                    .ok_or_else(|| wrong(format!("département {} sans commune", d.code)))?
                    .region
            }
        };
        let com = source.lieux.iter().any(|l| l.departement == d.code && l.zone == "com");
        let millesime = match d.code.as_str() {
            "976" => edition.millesime_mayotte,
            _ if com => 1,
            _ => 0,
        };
        line(&mut out, &format!("{}\t{region}\t{}\t{millesime}\t{}", d.code, d.type_liaison, d.nom));
    }
    Ok(out)
}

fn codes(source: &Source) -> Result<Vec<u8>, BuildError> {
    let mut out = Vec::new();
    for d in &source.departements {
        let lieux: Vec<_> = source.lieux.iter().filter(|l| departement_of(&l.code) == d.code).collect();
        varint(&mut out, lieux.len() as u32);
        let mut next = 0;
        for lieu in lieux {
            let n = number(lieu, &d.code)?;
            varint(&mut out, n - next);
            next = n + 1;
        }
    }
    Ok(out)
}

fn row_of(source: &Source, code: &str) -> Result<u32, BuildError> {
    source
        .lieux
        .binary_search_by(|l| l.code.as_str().cmp(code))
        .map(|i| i as u32)
        .map_err(|_| wrong(format!("{code} n'est pas une commune actuelle")))
}

fn villes(source: &Source) -> Result<Vec<u8>, BuildError> {
    let mut out = Vec::new();
    let mut first = 0usize;
    while first < source.lieux.len() {
        let Some(ville) = source.lieux[first].commune.as_deref() else {
            first += 1;
            continue;
        };
        let count = source.lieux[first..].iter().take_while(|l| l.commune.as_deref() == Some(ville)).count();
        varint(&mut out, row_of(source, ville)?);
        varint(&mut out, first as u32);
        varint(&mut out, count as u32);
        first += count;
    }
    Ok(out)
}

/// SIREN of each row; an arrondissement has the one of its city.
fn epci_of_rows(source: &Source) -> Vec<Option<&str>> {
    source
        .lieux
        .iter()
        .map(|l| source.epci_of.get(l.commune.as_ref().unwrap_or(&l.code)).map(String::as_str))
        .collect()
}

fn epci(payload: &mut Vec<u8>, source: &Source) -> Result<(), BuildError> {
    let (mut refs, mut fresh) = (Vec::new(), Vec::new());
    let mut order: Vec<&str> = Vec::new();
    let mut place: HashMap<&str, usize> = HashMap::new();
    let mut seen: Vec<&str> = Vec::new();
    let mut before = "";
    for (lieu, siren) in source.lieux.iter().zip(epci_of_rows(source)) {
        let departement = departement_of(&lieu.code);
        if departement != before {
            seen.clear();
            before = departement;
        }
        let Some(siren) = siren else {
            varint(&mut refs, 0);
            continue;
        };
        if let Some(at) = seen.iter().position(|s| *s == siren) {
            varint(&mut refs, at as u32 + 2);
            continue;
        }
        varint(&mut refs, 1);
        seen.push(siren);
        match place.get(siren) {
            Some(at) => varint(&mut fresh, (order.len() - at) as u32),
            None => {
                varint(&mut fresh, 0);
                place.insert(siren, order.len());
                order.push(siren);
            }
        }
    }
    if order.len() != source.epci.len() {
        let lost = source.epci.keys().find(|s| !place.contains_key(s.as_str()));
        return Err(wrong(format!("l'EPCI {lost:?} n'a aucune commune")));
    }
    let mut table = Vec::new();
    let mut shown = Vec::new();
    let mut last = 0i32;
    for siren in order {
        let epci = &source.epci[siren];
        let nature = match epci.nature.as_str() {
            "CC" => Nature::CommunauteDeCommunes,
            "CA" => Nature::CommunauteAgglomeration,
            "CU" => Nature::CommunauteUrbaine,
            "ME" => Nature::Metropole,
            other => return Err(wrong(format!("EPCI {siren} : nature {other} inconnue"))),
        };
        let code = Nature::ALL.iter().position(|n| *n == nature).unwrap_or_default();
        let n: i32 = siren.parse().map_err(|_| wrong(format!("SIREN {siren}")))?;
        signed(&mut table, n - last);
        last = n;
        table.push(code as u8);
        // The file keeps the apostrophes of its source: whoever reads it writes them as one prints.
        let prefix = nature.prefix().replace('’', "'");
        shown.push(match epci.nom.strip_prefix(&prefix) {
            Some(rest) => rest.to_owned(),
            None => format!("={}", epci.nom),
        });
    }
    section(payload, &table);
    names(payload, shown.iter().map(String::as_str));
    section(payload, &refs);
    section(payload, &fresh);
    Ok(())
}

fn postal(payload: &mut Vec<u8>, source: &Source) -> Result<(), BuildError> {
    let mut in_use = BTreeSet::new();
    let mut rows = Vec::new();
    for lieu in &source.lieux {
        let codes = lieu
            .codes_postaux
            .iter()
            .map(|c| c.parse::<u32>().map_err(|_| wrong(format!("code postal {c}"))))
            .collect::<Result<Vec<_>, _>>()?;
        in_use.extend(codes.iter().copied());
        rows.push(codes);
    }
    let dictionary: Vec<u32> = in_use.into_iter().collect();
    let mut column = Vec::new();
    let mut next = 0;
    for &code in &dictionary {
        varint(&mut column, code - next);
        next = code + 1;
    }
    section(payload, &column);

    let (mut refs, mut fresh, mut sets) = (Vec::new(), Vec::new(), Vec::new());
    let mut known: Vec<&Vec<u32>> = Vec::new();
    let mut groups: HashMap<Option<&str>, Vec<usize>> = HashMap::new();
    let mut last = 0i32;
    let mut before = "";
    for ((lieu, codes), epci) in source.lieux.iter().zip(&rows).zip(epci_of_rows(source)) {
        let departement = departement_of(&lieu.code);
        if departement != before {
            known.clear();
            groups.clear();
            before = departement;
        }
        let group = groups.entry(epci).or_default();
        if let Some(at) = group.iter().position(|&set| known[set] == codes) {
            varint(&mut refs, at as u32 + 1);
            continue;
        }
        varint(&mut refs, 0);
        let set = match known.iter().position(|k| *k == codes) {
            Some(set) => {
                varint(&mut fresh, set as u32 + 1);
                set
            }
            None => {
                varint(&mut fresh, 0);
                varint(&mut sets, codes.len() as u32);
                for code in codes {
                    let at = dictionary.binary_search(code).unwrap_or_default() as i32;
                    signed(&mut sets, at - last);
                    last = at;
                }
                known.push(codes);
                known.len() - 1
            }
        };
        group.push(set);
    }
    section(payload, &refs);
    section(payload, &fresh);
    section(payload, &sets);
    Ok(())
}

fn former(source: &Source) -> Result<Vec<u8>, BuildError> {
    let mut out = Vec::new();
    let mut last = 0i32;
    for d in &source.departements {
        let anciennes: Vec<_> =
            source.anciennes.iter().filter(|l| departement_of(&l.code) == d.code).collect();
        varint(&mut out, anciennes.len() as u32);
        let mut next = 0;
        for ancienne in anciennes {
            let n = number(ancienne, &d.code)?;
            varint(&mut out, n - next);
            next = n + 1;
            let actuelle = ancienne
                .chef_lieu
                .as_deref()
                .ok_or_else(|| wrong(format!("{} : ancienne commune sans chef-lieu", ancienne.code)))?;
            let parent = row_of(source, actuelle)? as i32;
            signed(&mut out, parent - last);
            last = parent;
        }
    }
    Ok(out)
}

/// The whole of `adjacence.bin`, from pairs `(a, b)` with `a < b`, sorted.
pub(super) fn adjacence(territory: &Territory, pairs: &[(u32, u32)]) -> Vec<u8> {
    let rows = territory.codes.len() as u32;
    let (mut counts, mut gaps) = (Vec::new(), Vec::new());
    let mut rest = pairs;
    for row in 0..rows {
        let count = rest.iter().take_while(|p| p.0 == row).count();
        let (mine, others) = rest.split_at(count);
        rest = others;
        varint(&mut counts, count as u32);
        let mut next = row + 1;
        for &(_, other) in mine {
            varint(&mut gaps, other - next);
            next = other + 1;
        }
    }
    let mut payload = Vec::new();
    section(&mut payload, &counts);
    section(&mut payload, &gaps);
    let mut fields = Vec::new();
    fields.extend_from_slice(&rows.to_le_bytes());
    fields.extend_from_slice(&(pairs.len() as u32).to_le_bytes());
    fields.extend_from_slice(&crate::adjacence::fingerprint(territory).to_le_bytes());
    finish(ADJACENCE, &fields, &payload)
}

/// The whole of `millesimes.bin`, from the populations of each vintage, the most recent first.
pub(super) fn millesimes(territory: &Territory, anciens: &[(u16, Date, &[Option<u32>])]) -> Vec<u8> {
    let mut jours = Vec::new();
    for (annee, en_vigueur, _) in anciens {
        jours.extend_from_slice(&annee.to_le_bytes());
        jours.extend_from_slice(&en_vigueur.annee().to_le_bytes());
        jours.extend_from_slice(&[en_vigueur.mois(), en_vigueur.jour()]);
    }
    let mut payload = Vec::new();
    section(&mut payload, &jours);
    let mut connues: Vec<Vec<u32>> = vec![territory.populations.clone()];
    for (_, _, populations) in anciens {
        let mut ecarts = Vec::new();
        for (row, population) in populations.iter().enumerate() {
            let mut suivantes = connues.iter().rev().map(|p| p[row]);
            let attendue = attendue(suivantes.next().unwrap_or(UNKNOWN), suivantes.next());
            match population {
                None => varint(&mut ecarts, 0),
                Some(n) => {
                    let ecart = n.wrapping_sub(attendue) as i32;
                    varint(&mut ecarts, (((ecart << 1) ^ (ecart >> 31)) as u32) + 1);
                }
            }
        }
        section(&mut payload, &ecarts);
        connues.push(populations.iter().map(|n| n.unwrap_or(UNKNOWN)).collect());
    }
    let mut fields = (territory.codes.len() as u32).to_le_bytes().to_vec();
    fields.extend_from_slice(&territory.header.millesime.to_le_bytes());
    fields.extend_from_slice(&[0, 0]);
    fields.extend_from_slice(&empreinte(territory).to_le_bytes());
    finish(MILLESIMES, &fields, &payload)
}

/// The whole of `iris.bin`, from the IRIS by row, in the order of codes.
pub(super) fn iris(territory: &Territory, annee: u16, rows: &BTreeMap<u32, Vec<(CodeIris, u32)>>) -> Vec<u8> {
    let (mut groupes, mut anciens, mut numeros, mut populations) = (vec![], vec![], vec![], vec![]);
    let mut before = 0u32;
    for (&row, iris) in rows {
        for groupe in iris.chunk_by(|a, b| a.0.commune() == b.0.commune()) {
            let Some((premier, _)) = groupe.first() else { continue };
            let commune = premier.commune();
            let ancien = territory.codes.get(row as usize) != Some(&commune);
            varint(&mut groupes, (row - before) << 1 | u32::from(ancien));
            before = row;
            if ancien {
                anciens.extend_from_slice(commune.as_bytes());
            }
            varint(&mut groupes, groupe.len() as u32);
            let mut next = 0u32;
            for (code, population) in groupe {
                let numero: u32 = code.as_str().get(5..).and_then(|n| n.parse().ok()).unwrap_or_default();
                varint(&mut numeros, numero - next);
                next = numero + 1;
                varint(&mut populations, *population);
            }
        }
    }
    let mut payload = Vec::new();
    for column in [groupes, anciens, numeros, populations] {
        section(&mut payload, &column);
    }
    let mut fields = (territory.codes.len() as u32).to_le_bytes().to_vec();
    fields.extend_from_slice(&annee.to_le_bytes());
    fields.extend_from_slice(&[0, 0]);
    fields.extend_from_slice(&crate::adjacence::fingerprint(territory).to_le_bytes());
    finish(IRIS, &fields, &payload)
}
