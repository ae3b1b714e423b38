//! What is not proved yet: each figure of the rules that is `estime` or `a_confirmer`, where it
//! is written, between what and what it is, and what would prove it.
//!
//! The page asks for one figure at a time; the whole list ([`Rules::a_prouver`]) is for those who
//! keep the rules, behind the feature `source`.

use cpts_codes::Date;

use crate::types::{
    Delai, Entre, Montant, MontantAPart, Palier, Parametre, Poste, Rules, Somme, Statut, Taille,
};

/// A figure that is not proved.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct AProuver {
    /// Its file, from the folder of the rules.
    pub fichier: &'static str,
    /// Its key in that file, as the checker writes it.
    pub cle: String,
    /// What it is, for people.
    pub quoi: String,
    /// The tier that it holds for; `None` where it holds for all.
    pub taille: Option<Taille>,
    /// It holds from this day on.
    pub depuis: Date,
    /// What the rules hold. Empty where nothing but words is known: they are in `note`.
    pub grandeurs: Vec<Grandeur>,
    /// How well it is established.
    pub statut: Statut,
    /// Why this statut and these bounds; may be empty.
    pub note: &'static str,
    /// What would prove it; empty in the rules of a site that do not say it.
    pub preuve: &'static str,
    /// Euros a year between the least and the most that it can be; `None` where it is no amount
    /// of a year, or nobody knows.
    pub en_jeu: Option<u32>,
}

/// One number of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Grandeur {
    /// Which part of the figure it is, in a word; empty where it is all of it.
    pub nom: &'static str,
    /// The number.
    pub valeur: u32,
    /// `€`, `%`, `mois`, `jours`, `habitants`.
    pub unite: &'static str,
    /// Its bounds; `None` where it is proved, or no euros.
    pub entre: Option<Entre>,
}

impl Grandeur {
    const fn new(nom: &'static str, valeur: u32, unite: &'static str, entre: Option<Entre>) -> Self {
        Self { nom, valeur, unite, entre }
    }
}

impl Poste {
    /// The file of `rules/` that holds it.
    pub const fn fichier(self) -> &'static str {
        match self {
            Self::Fonctionnement => "fonctionnement.toml",
            Self::AccesAuxSoins => "missions/acces-aux-soins.toml",
            Self::Parcours => "missions/parcours.toml",
            Self::Prevention => "missions/prevention.toml",
            Self::CriseSanitaire => "missions/crise-sanitaire.toml",
            Self::Qualite => "missions/qualite.toml",
            Self::Accompagnement => "missions/accompagnement.toml",
        }
    }
}

/// `nom[rang]`.
fn place(nom: &str, rang: usize) -> String {
    [nom, "[", &rang.to_string(), "]"].concat()
}

/// A text as one types it in a file: spaces and apostrophes are those of the keyboard.
fn plain(texte: &str) -> String {
    let mut sortie = String::with_capacity(texte.len());
    for c in texte.chars() {
        sortie.push(match c {
            '\u{a0}' => ' ',
            '’' => '\'',
            _ => c,
        });
    }
    sortie
}

/// Between the least and the most of the whole; where that is proved, of the part that is least so.
fn ecart(grandeurs: &[Grandeur]) -> Option<u32> {
    let (tout, parts) = grandeurs.split_first()?;
    let ecart = |g: &Grandeur| g.entre.map(|entre| entre.max.saturating_sub(entre.min));
    ecart(tout).or_else(|| parts.iter().filter_map(ecart).max())
}

impl Rules {
    /// What would prove a figure of that day.
    fn preuve_at(&self, depuis: Date) -> &'static str {
        self.texte_at(depuis).map_or("", |texte| texte.preuve)
    }

    /// The amounts of a line that are not proved, in the `rang`th value of its history: those of
    /// an ordinary year, of the first year, of a recognised crisis.
    pub fn montants_a_prouver(&self, poste: Poste, rang: usize, taille: Taille) -> Vec<AProuver> {
        let mut liste = Vec::new();
        let Some(valeur) = self.valeurs(poste).get(rang) else { return liste };
        let Some(m) = valeur.par_taille[taille as usize].as_ref() else { return liste };
        let depuis = valeur.depuis;
        let cle = [&place("financement", rang), ".", taille.id()].concat();
        let quoi = [self.poste(poste).titre_court, ", Taille ", &taille.numero().to_string()].concat();
        let base = AProuver {
            fichier: poste.fichier(),
            cle,
            quoi,
            taille: Some(taille),
            depuis,
            grandeurs: grandeurs(m),
            statut: m.statut,
            note: m.note,
            preuve: self.preuve_at(depuis),
            en_jeu: None,
        };
        let mut a_part = |montant: Option<&MontantAPart>, champ: &str, mots: &str| {
            if let Some(p) = montant.filter(|p| !p.statut.est_etabli()) {
                liste.push(AProuver {
                    cle: [&base.cle, champ].concat(),
                    quoi: [&base.quoi, mots].concat(),
                    grandeurs: vec![Grandeur::new("", p.montant, "€", p.entre)],
                    statut: p.statut,
                    note: p.note,
                    ..base.clone()
                });
            }
        };
        a_part(m.premiere_annee.as_ref(), ".premiere_annee", ", la première année");
        a_part(m.conditionnel.as_ref(), ".conditionnel", ", en plus si une crise est reconnue");
        if !m.statut.est_etabli() {
            liste.insert(0, base);
        }
        for figure in &mut liste {
            figure.en_jeu = ecart(&figure.grandeurs);
        }
        liste
    }

    /// A value of a parameter, where it is not proved.
    pub fn parametre_a_prouver(&self, parametre: &Parametre, rang: usize) -> Option<AProuver> {
        let v = parametre.valeurs().nth(rang).filter(|v| !v.statut.est_etabli())?;
        let (fichier, cle) = parametre.cle.split_once('#').unwrap_or((parametre.cle, ""));
        let grandeurs = vec![Grandeur::new("", v.valeur, parametre.unite, v.entre)];
        // Euros an hour are not euros a year: each community has its hours.
        let par_an = parametre.cle != "budget.toml#taux";
        Some(AProuver {
            fichier,
            cle: place(&[cle, ".valeurs"].concat(), rang),
            quoi: parametre.titre.to_owned(),
            taille: None,
            depuis: v.depuis,
            en_jeu: ecart(&grandeurs).filter(|_| par_an),
            grandeurs,
            statut: v.statut,
            note: v.note,
            preuve: if parametre.preuve.is_empty() { self.preuve_at(v.depuis) } else { parametre.preuve },
        })
    }

    /// The threshold where a tier begins, where it is not proved, in the `rang`th set of tiers.
    pub fn seuil_a_prouver(&self, rang: usize, palier: &Palier) -> Option<AProuver> {
        let depuis = self.tailles.valeurs().nth(rang)?.depuis;
        (!palier.statut.est_etabli()).then(|| AProuver {
            fichier: "tailles.toml",
            cle: [&place("paliers", rang), ".", palier.taille.id()].concat(),
            quoi: ["Seuil de la Taille ", &palier.taille.numero().to_string()].concat(),
            taille: Some(palier.taille),
            depuis,
            grandeurs: vec![Grandeur::new("", palier.min, "habitants", None)],
            statut: palier.statut,
            note: palier.note,
            preuve: self.preuve_at(depuis),
            en_jeu: None,
        })
    }

    /// The `rang`th delays of a mission, where they are not proved.
    pub fn delai_a_prouver(&self, poste: Poste, rang: usize) -> Option<AProuver> {
        let regle = self.poste(poste);
        let delai: &Delai = regle.delais.get(rang).filter(|d| !d.statut.est_etabli())?;
        let mut grandeurs = Vec::new();
        for (nom, mois) in [("démarrage", delai.demarrage_mois), ("déploiement", delai.deploiement_mois)] {
            grandeurs.extend(mois.map(|mois| Grandeur::new(nom, mois.into(), "mois", None)));
        }
        Some(AProuver {
            fichier: poste.fichier(),
            cle: place("delais", rang),
            quoi: [regle.titre_court, ", délais"].concat(),
            taille: None,
            depuis: delai.depuis,
            grandeurs,
            statut: delai.statut,
            note: delai.texte,
            preuve: self.preuve_at(delai.depuis),
            en_jeu: None,
        })
    }

    /// A sum of lines, where it is not proved itself.
    pub fn somme_a_prouver(&self, somme: &Somme) -> Option<AProuver> {
        let grandeurs = vec![Grandeur::new("", somme.montant, "€", somme.entre)];
        (!somme.statut.est_etabli()).then(|| AProuver {
            fichier: "controles.toml",
            cle: ["controle \"", &plain(somme.titre), "\""].concat(),
            quoi: somme.titre.to_owned(),
            taille: Some(somme.taille),
            depuis: somme.date,
            en_jeu: ecart(&grandeurs),
            grandeurs,
            statut: somme.statut,
            note: "",
            preuve: self.preuve_at(somme.date),
        })
    }

    /// The ceiling of a year, where it is not proved.
    pub fn pass_a_prouver(&self, rang: usize) -> Option<AProuver> {
        let pass = self.pass.get(rang).filter(|p| !p.statut.est_etabli())?;
        Some(AProuver {
            fichier: "pass.toml",
            cle: place("pass", rang),
            quoi: ["Plafond par personne et par an (PASS), ", &pass.annee.to_string()].concat(),
            taille: None,
            depuis: Date::new(pass.annee, 1, 1)?,
            grandeurs: vec![Grandeur::new("", pass.montant, "€", None)],
            statut: pass.statut,
            note: "",
            // No text of the scheme sets it.
            preuve: "",
            en_jeu: None,
        })
    }

    /// That an avenant holds for the contracts that run, where it is not proved.
    pub fn avenant_a_prouver(&self) -> Option<AProuver> {
        let h = Some(&self.versements.avenant_en_cours).filter(|h| !h.statut.est_etabli())?;
        Some(AProuver {
            fichier: "versements.toml",
            cle: "avenant_en_cours".to_owned(),
            quoi: h.titre.to_owned(),
            taille: None,
            depuis: self.textes.iter().rev().find(|texte| texte.bareme)?.depuis,
            grandeurs: Vec::new(),
            statut: h.statut,
            note: h.note,
            preuve: h.preuve,
            en_jeu: None,
        })
    }

    /// Every figure that is not proved: those on which most euros of a year hang first, and of
    /// as many the latest in force.
    #[cfg(feature = "source")]
    pub fn a_prouver(&self) -> Vec<AProuver> {
        let mut liste = Vec::new();
        for poste in Poste::TOUS {
            for rang in 0..self.valeurs(*poste).len() {
                liste.extend(Taille::TOUS.iter().flat_map(|t| self.montants_a_prouver(*poste, rang, *t)));
            }
            let delais = 0..self.poste(*poste).delais.len();
            liste.extend(delais.filter_map(|rang| self.delai_a_prouver(*poste, rang)));
        }
        liste.extend(self.sommes.iter().filter_map(|somme| self.somme_a_prouver(somme)));
        for parametre in self.parametres() {
            let rangs = 0..parametre.valeurs().count();
            liste.extend(rangs.filter_map(|rang| self.parametre_a_prouver(parametre, rang)));
        }
        for (rang, paliers) in self.tailles.valeurs().enumerate() {
            liste.extend(paliers.paliers.iter().filter_map(|palier| self.seuil_a_prouver(rang, palier)));
        }
        liste.extend((0..self.pass.len()).filter_map(|rang| self.pass_a_prouver(rang)));
        liste.extend(self.avenant_a_prouver());
        liste.extend(self.lignes_de_budget_a_prouver());
        liste.extend(self.dates_a_prouver());
        liste.sort_by(|a, b| {
            let rang = |f: &AProuver| (f.en_jeu, f.depuis);
            let place = |f: &AProuver| (f.fichier, f.taille);
            rang(b).cmp(&rang(a)).then_with(|| place(a).cmp(&place(b))).then_with(|| a.cle.cmp(&b.cle))
        });
        liste
    }

    /// Every parameter of the rules.
    #[cfg(feature = "source")]
    fn parametres(&self) -> impl Iterator<Item = &Parametre> {
        let (c, t, b) = (&self.coordination, &self.tailles, self.budget);
        let autres =
            [&c.brut, &c.charges, &b.quotite, &b.embauche, &b.taux, &t.proximite, &t.petit_territoire];
        self.parametres_des_versements().into_iter().chain(autres)
    }

    /// The lines of a budget that have an amount of their own; most are left to be filled in.
    #[cfg(feature = "source")]
    fn lignes_de_budget_a_prouver(&self) -> impl Iterator<Item = AProuver> {
        self.budget.postes.iter().filter(|poste| !poste.statut.est_etabli()).filter_map(|poste| {
            Some(AProuver {
                fichier: "budget.toml",
                cle: ["poste \"", poste.id, "\""].concat(),
                quoi: ["Budget, ", poste.titre].concat(),
                taille: None,
                depuis: self.formulaire.premier_bareme?,
                grandeurs: vec![Grandeur::new("", poste.montant?, "€", None)],
                statut: poste.statut,
                note: poste.aide,
                // No text of the scheme sets it.
                preuve: "",
                en_jeu: None,
            })
        })
    }

    /// The days from which amounts are in force.
    #[cfg(feature = "source")]
    fn dates_a_prouver(&self) -> impl Iterator<Item = AProuver> {
        self.textes.iter().filter(|texte| texte.bareme && !texte.statut.est_etabli()).map(|texte| AProuver {
            fichier: "textes.toml",
            cle: ["texte \"", texte.id, "\""].concat(),
            quoi: [texte.titre_court, ", jour d’entrée en vigueur"].concat(),
            taille: None,
            depuis: texte.depuis,
            grandeurs: Vec::new(),
            statut: texte.statut,
            note: "",
            preuve: texte.preuve,
            en_jeu: None,
        })
    }
}

/// The numbers of an amount: the total, then its parts where they are told apart.
fn grandeurs(m: &Montant) -> Vec<Grandeur> {
    let mut liste = vec![Grandeur::new("total", m.total, "€", m.total_entre)];
    if let (Some(fixe), Some(variable @ 1..)) = (m.fixe, m.variable) {
        liste.push(Grandeur::new("fixe", fixe, "€", m.fixe_entre));
        liste.push(Grandeur::new("variable", variable, "€", m.variable_entre));
    }
    liste
}
