//! A coverage being read: its rows one by one, what is refused, what is put right.

use std::collections::{BTreeMap, BTreeSet};

use cpts_api::Refus;
use cpts_codes::{CodeCommune, CodeDepartement, Date};
use cpts_core::{CommuneCouverte, Couverture, StatutCpts};

use crate::texte::{clean, plain};

/// Most bytes that a coverage file may have.
pub const COUVERTURE_OCTETS_MAX: usize = 2_000_000;

/// Most communes that a coverage file may name: three times those of France.
pub const COUVERTURE_LIGNES_MAX: usize = 100_000;

/// Most characters of the name of a CPTS or of a source.
pub const NOM_MAX: usize = 120;

/// Refusals that are kept word for word; beyond, they are counted.
const REFUS_MAX: usize = 50;

/// What was understood of a coverage file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LectureCouverture {
    /// What its good rows say.
    pub couverture: Couverture,
    /// Rows that cannot be accepted, the first of them.
    pub refus: Vec<Refus>,
    /// How many rows cannot be accepted.
    pub refusees: usize,
    /// What was passed over or put right, in sentences.
    pub remarques: Vec<String>,
}

pub(super) fn entier(probleme: &str, aide: &str) -> Refus {
    Refus { champ: ".".into(), probleme: probleme.into(), aide: aide.into() }
}

/// What a row says of its communes.
#[derive(Clone, PartialEq)]
pub(super) enum Dit {
    /// They are in a CPTS.
    Cpts { nom: String, statut: StatutCpts, date: Option<Date> },
    /// No CPTS is known there.
    Aucune,
}

/// A coverage being read.
#[derive(Default)]
pub(super) struct Chantier {
    lecture: LectureCouverture,
    noms: BTreeMap<String, u32>,
    communes: BTreeMap<(CodeCommune, u32), (StatutCpts, Option<Date>)>,
    sans_cpts: BTreeSet<CodeCommune>,
    lignes: usize,
    /// Codes of four digits: a spreadsheet took the zero away.
    zeros: usize,
    doubles: usize,
    /// Départements of which a row was refused: the file does not tell all of them any more.
    incomplets: BTreeSet<CodeDepartement>,
    /// A row was refused of which nobody knows where it is.
    incomplet_partout: bool,
}

impl Chantier {
    /// Refuses something at a place.
    pub(super) fn refuse(&mut self, place: &str, probleme: impl Into<String>, aide: impl Into<String>) {
        self.lecture.refusees += 1;
        if self.lecture.refus.len() < REFUS_MAX {
            self.lecture.refus.push(Refus {
                champ: place.into(),
                probleme: probleme.into(),
                aide: aide.into(),
            });
        }
    }

    pub(super) fn remark(&mut self, phrase: impl Into<String>) {
        self.lecture.remarques.push(phrase.into());
    }

    /// Counts the communes named so far.
    pub(super) fn count(&mut self) -> Result<(), Refus> {
        self.lignes += 1;
        if self.lignes > COUVERTURE_LIGNES_MAX {
            return Err(entier(
                "le fichier cite plus de 100 000 communes",
                "la France en a trois fois moins : vérifiez qu'aucune ligne n'est répétée",
            ));
        }
        Ok(())
    }

    /// One row: its communes, and what it says of them. A row with a mistake is
    /// refused whole.
    pub(super) fn row(
        &mut self,
        place: &str,
        codes: &[String],
        cpts: &str,
        statut: &str,
        date: &str,
    ) -> Result<(), Refus> {
        let mut lus = Vec::with_capacity(codes.len());
        for code in codes {
            self.count()?;
            match self.code(code) {
                Some(code) => lus.push(code),
                None => {
                    let probleme = match clean(code, 20) {
                        vide if vide.is_empty() => "il manque le code INSEE".to_owned(),
                        lu => format!("« {lu} » n'est pas un code INSEE"),
                    };
                    self.refuse(place, probleme, "écrivez cinq caractères, par exemple 59122 ou 2A004");
                    self.incomplet_partout = true;
                    return Ok(());
                }
            }
        }
        match self.says(place, cpts, statut, date) {
            Some(dit) => {
                for code in lus {
                    self.put(place, code, &dit);
                }
            }
            None => self.incomplets.extend(lus.iter().map(CodeCommune::departement)),
        }
        Ok(())
    }

    pub(super) fn code(&mut self, texte: &str) -> Option<CodeCommune> {
        let texte = texte.trim();
        if texte.len() == 4 && texte.bytes().all(|o| o.is_ascii_digit()) {
            self.zeros += 1;
            return format!("0{texte}").parse().ok();
        }
        texte.parse().ok()
    }

    pub(super) fn says(&mut self, place: &str, cpts: &str, statut: &str, date: &str) -> Option<Dit> {
        let Some(statut_lu) = read_statut(statut) else {
            let probleme = match clean(statut, 40) {
                vide if vide.is_empty() => "il manque le statut".to_owned(),
                lu => format!("« {lu} » n'est pas un statut"),
            };
            self.refuse(place, probleme, "écrivez aci_signee, projet_valide, lettre_intention ou aucune");
            return None;
        };
        let nom = name(cpts);
        let Some(statut) = statut_lu else {
            if nom.is_empty() {
                return Some(Dit::Aucune);
            }
            self.refuse(
                place,
                format!("le statut dit qu'il n'y a pas de CPTS, et la ligne nomme « {nom} »"),
                "retirez le nom, ou donnez le statut de cette CPTS",
            );
            return None;
        };
        if nom.is_empty() {
            self.refuse(place, "il manque le nom de la CPTS", "écrivez-le, ou donnez le statut « aucune »");
            return None;
        }
        if nom.ends_with('…') && cpts.chars().count() > NOM_MAX {
            self.refuse(
                place,
                format!("le nom de la CPTS dépasse {NOM_MAX} caractères"),
                "écrivez un nom plus court",
            );
            return None;
        }
        let date = match date.trim() {
            "" => None,
            texte => match read_date(texte) {
                Some(date) => Some(date),
                None => {
                    let lu = clean(texte, 40);
                    self.refuse(
                        place,
                        format!("« {lu} » n'est pas une date"),
                        "écrivez 2026-03-31 ou 31/03/2026, ou laissez vide",
                    );
                    return None;
                }
            },
        };
        Some(Dit::Cpts { nom, statut, date })
    }

    pub(super) fn put(&mut self, place: &str, code: CodeCommune, dit: &Dit) {
        let autre = match dit {
            Dit::Aucune => self.communes.range((code, 0)..=(code, u32::MAX)).next().is_some(),
            Dit::Cpts { .. } => self.sans_cpts.contains(&code),
        };
        if autre {
            return self.refuse(
                place,
                format!("{code} est à la fois dans une CPTS et sans CPTS"),
                "gardez la ligne qui est juste",
            );
        }
        let Dit::Cpts { nom, statut, date } = dit else {
            self.doubles += usize::from(!self.sans_cpts.insert(code));
            return;
        };
        let suivant = self.noms.len() as u32;
        let cpts = match self.noms.get(nom) {
            Some(cpts) => *cpts,
            None => {
                self.noms.insert(nom.clone(), suivant);
                self.lecture.couverture.cpts.push(nom.clone());
                suivant
            }
        };
        match self.communes.get(&(code, cpts)) {
            None => {
                self.communes.insert((code, cpts), (*statut, *date));
            }
            Some((deja, _)) if deja == statut => self.doubles += 1,
            Some(_) => self.refuse(
                place,
                format!("{code} a deux statuts dans la même CPTS"),
                "gardez la ligne qui est juste",
            ),
        }
    }

    /// What the file says of itself; an empty text says nothing.
    pub(super) fn about(&mut self, cle: About, place: &str, texte: &str) {
        if texte.trim().is_empty() {
            return;
        }
        match cle {
            About::Source => self.lecture.couverture.source = clean(texte, NOM_MAX),
            About::ProduiteLe => match read_date(texte.trim()) {
                Some(date) => self.lecture.couverture.produite_le = Some(date),
                None => {
                    let lu = clean(texte, 40);
                    self.refuse(
                        place,
                        format!("« {lu} » n'est pas une date"),
                        "écrivez le jour du fichier, par exemple 2026-03-31",
                    );
                }
            },
            About::Departements => {
                for code in texte.split([',', ';', ' ', '\t']).filter(|code| !code.is_empty()) {
                    match code.to_ascii_uppercase().parse::<CodeDepartement>() {
                        Ok(code) => {
                            let departements = &mut self.lecture.couverture.departements;
                            if !departements.contains(&code) {
                                departements.push(code);
                            }
                        }
                        Err(_) => {
                            let lu = clean(code, 20);
                            self.refuse(
                                place,
                                format!("« {lu} » n'est pas un code de département"),
                                "écrivez 59, 2A ou 971, séparés par des virgules",
                            );
                        }
                    }
                }
            }
        }
    }

    pub(super) fn finish(mut self) -> LectureCouverture {
        match self.zeros {
            0 => {}
            1 => self.remark("Un code de quatre chiffres a été lu avec un zéro devant."),
            n => self.remark(format!("{n} codes de quatre chiffres ont été lus avec un zéro devant.")),
        }
        match self.doubles {
            0 => {}
            1 => self.remark("Une ligne répétée a été comptée une fois."),
            n => self.remark(format!("{n} lignes répétées ont été comptées une fois.")),
        }
        let declares = self.lecture.couverture.departements.len();
        let (partout, incomplets) = (self.incomplet_partout, &self.incomplets);
        self.lecture.couverture.departements.retain(|code| !partout && !incomplets.contains(code));
        if self.lecture.couverture.departements.len() < declares {
            self.remark(
                "Des lignes n’ont pas pu être lues : dans leurs départements, une commune que le fichier ne nomme pas reste « non vérifiée ».",
            );
        }
        let mut lecture = self.lecture;
        lecture.couverture.communes = self
            .communes
            .into_iter()
            .map(|((code, cpts), (statut, date))| CommuneCouverte {
                code,
                cpts,
                statut,
                date,
                partielle: false,
            })
            .collect();
        lecture.couverture.sans_cpts = self.sans_cpts.into_iter().collect();
        lecture.couverture.departements.sort_unstable();
        lecture
    }
}

/// What a file may say of itself.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    Source,
    ProduiteLe,
    Departements,
}

impl About {
    /// What a key means; people write it with accents, spaces and capitals.
    pub(super) fn of(cle: &str) -> Option<Self> {
        match plain(cle).as_str() {
            "source" => Some(Self::Source),
            "produit_le" | "produite_le" => Some(Self::ProduiteLe),
            "departements" | "departement" => Some(Self::Departements),
            _ => None,
        }
    }
}

/// The name of a CPTS. What a spreadsheet would take for a formula goes, lest the
/// name should one day be exported to one.
pub(super) fn name(texte: &str) -> String {
    clean(texte.trim().trim_start_matches(['=', '+', '-', '@', '\t', ' ']), NOM_MAX)
}

/// `Some(None)`: no CPTS is known; `None`: not a status.
#[allow(clippy::option_option, reason = "read, and what was read")]
pub(super) fn read_statut(texte: &str) -> Option<Option<StatutCpts>> {
    Some(match plain(texte).as_str() {
        "aci_signee" | "aci_signe" | "aci" | "contrat_aci_signe" | "contrat_signe" | "sous_contrat"
        | "aci_en_vigueur" => Some(StatutCpts::AciSignee),
        "projet_valide" | "projet_de_sante_valide" | "projet_sante_valide" => Some(StatutCpts::ProjetValide),
        "lettre_intention"
        | "lettre_d_intention"
        | "lettre_d_intention_validee"
        | "lettre_intention_validee" => Some(StatutCpts::LettreIntention),
        "aucune" | "sans_cpts" | "aucune_cpts_connue" => None,
        _ => return None,
    })
}

/// `2026-03-31`, `31/03/2026`; the hours of a GeoJSON date are passed over.
pub(super) fn read_date(texte: &str) -> Option<Date> {
    if let Ok(date) = texte.parse() {
        return Some(date);
    }
    if let Some((jour, _)) = texte.split_once('T') {
        return jour.parse().ok();
    }
    let mut parties = texte.split('/');
    let mut nombre = |longueurs: &[usize]| {
        let partie = parties.next()?;
        let chiffres = longueurs.contains(&partie.len()) && partie.bytes().all(|o| o.is_ascii_digit());
        if chiffres { partie.parse::<u16>().ok() } else { None }
    };
    let (jour, mois, annee) = (nombre(&[1, 2])?, nombre(&[1, 2])?, nombre(&[4])?);
    if parties.next().is_some() {
        return None;
    }
    Date::new(annee, u8::try_from(mois).ok()?, u8::try_from(jour).ok()?)
}
