//! A file of the CPTS that exist, brought to the communes of the data and to a perimeter.

use cpts_codes::CodeCommune;
use cpts_core::{CommuneCouverte, Couverture, CouverturePerimetre, Perimetre, StatutCpts};
use cpts_territory::Territory;

/// What had to be changed in a file of coverage for the communes of today.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Adoption {
    /// Codes that the data does not know, in order: left out.
    pub inconnues: Vec<CodeCommune>,
    /// Former communes and the commune that each is now a part of.
    pub anciennes: Vec<(CodeCommune, CodeCommune)>,
}

/// Brings the codes of a file to those of the data: a former commune becomes a
/// part of the current one, a code that nobody knows is left out. Both are told. Of the département of
/// a code that was left out the file does not tell everything any more.
pub fn adopt(couverture: &mut Couverture, donnees: &Territory) -> Adoption {
    let mut adoption = Adoption::default();
    let mut communes: Vec<CommuneCouverte> = Vec::with_capacity(couverture.communes.len());
    for mut ligne in core::mem::take(&mut couverture.communes) {
        if let Some(code) = adoption.today(ligne.code, donnees) {
            ligne.partielle |= code != ligne.code;
            ligne.code = code;
            communes.push(ligne);
        }
    }
    let mut codes = Vec::with_capacity(communes.len());
    for ligne in &communes {
        codes.push(ligne.code);
    }
    for place in order(&codes) {
        let Some(ligne) = communes.get(place) else { continue };
        // Several former communes of one commune, or the commune besides: one line, whole if one is.
        let meme = couverture
            .communes
            .iter_mut()
            .rev()
            .take_while(|d| d.code == ligne.code)
            .find(|d| d.cpts == ligne.cpts && d.statut == ligne.statut);
        match meme {
            Some(meme) => meme.partielle &= ligne.partielle,
            None => couverture.communes.push(*ligne),
        }
    }
    let mut sans = Vec::with_capacity(couverture.sans_cpts.len());
    for code in core::mem::take(&mut couverture.sans_cpts) {
        // That a part has none says nothing of the whole.
        if adoption.today(code, donnees) == Some(code) {
            sans.push(code);
        }
    }
    couverture.sans_cpts = sans;
    // A line that could not be placed may be about any commune around it.
    couverture.departements.retain(|d| !adoption.inconnues.iter().any(|code| code.departement() == *d));
    adoption
}

impl Adoption {
    /// The commune of today that a code means; tells what is odd, each code once.
    fn today(&mut self, code: CodeCommune, donnees: &Territory) -> Option<CodeCommune> {
        if donnees.commune(code).is_some() {
            return Some(code);
        }
        match donnees.former(code) {
            Some(ancienne) => {
                let actuelle = ancienne.actuelle.code;
                if self.anciennes.last() != Some(&(code, actuelle)) {
                    self.anciennes.push((code, actuelle));
                }
                Some(actuelle)
            }
            None => {
                if self.inconnues.last() != Some(&code) {
                    self.inconnues.push(code);
                }
                None
            }
        }
    }
}

/// Places in the order of codes; the same code in the order in which it came.
fn order(codes: &[CodeCommune]) -> impl Iterator<Item = usize> {
    let mut cles: Vec<u64> = Vec::with_capacity(codes.len());
    for (place, code) in codes.iter().enumerate() {
        let octets = code.as_bytes().iter().fold(0, |cle, o| cle << 8 | u64::from(*o));
        cles.push(octets << 24 | place as u64);
    }
    cles.sort_unstable();
    cles.into_iter().map(|cle| (cle & 0xff_ffff) as usize)
}

/// Tells a perimeter what an adopted file says of its communes.
pub fn cover(perimetre: &mut Perimetre, couverture: &Couverture, donnees: &Territory) {
    let mut sortie = CouverturePerimetre {
        source: couverture.source.clone(),
        produite_le: couverture.produite_le,
        cpts: couverture.cpts.clone(),
        ..CouverturePerimetre::default()
    };
    let mut codes = Vec::with_capacity(perimetre.communes.len());
    for commune in &perimetre.communes {
        codes.push(commune.code);
    }
    let mut derniere = None;
    for place in order(&codes) {
        let Some(commune) = perimetre.communes.get(place) else { continue };
        if derniere.replace(commune.code) == Some(commune.code) {
            continue;
        }
        let debut = sortie.communes.len();
        let mut push = |ligne: &CommuneCouverte, partielle: bool| {
            let ligne =
                CommuneCouverte { code: commune.code, partielle: ligne.partielle || partielle, ..*ligne };
            let suite = sortie.communes.get_mut(debut..).unwrap_or_default();
            match suite.iter_mut().find(|d| d.cpts == ligne.cpts && d.statut == ligne.statut) {
                Some(meme) => meme.partielle &= ligne.partielle,
                None => sortie.communes.push(ligne),
            }
        };
        let part = commune.part.is_some();
        for ligne in couverture.of(commune.code) {
            push(ligne, part);
        }
        // A CPTS of a whole city has its arrondissements; one of an arrondissement has a part of the city.
        for ligne in commune.ville.iter().flat_map(|ville| couverture.of(*ville)) {
            push(ligne, part);
        }
        let mut absents = 0;
        for arrondissement in donnees.arrondissements(commune.code) {
            let lignes = couverture.of(arrondissement.code);
            absents += u32::from(lignes.is_empty() && !couverture.tells(arrondissement.code));
            for ligne in lignes {
                push(ligne, true);
            }
        }
        let arrondissements = donnees.arrondissements(commune.code).count() > 0;
        let connue = couverture.tells(commune.code)
            || commune.ville.is_some_and(|ville| couverture.tells(ville))
            || couverture.departements.contains(&commune.departement)
            || arrondissements && absents == 0;
        let lignes = sortie.communes.get_mut(debut..).unwrap_or_default();
        if lignes.is_empty() && !connue {
            sortie.non_verifiees.push(commune.code);
        }
        // Two CPTS past the lettre d'intention in one commune share it.
        if lignes.iter().filter(|l| l.statut < StatutCpts::LettreIntention).count() > 1 {
            for ligne in lignes {
                ligne.partielle = true;
            }
        }
    }
    perimetre.couverture = Some(sortie);
}
