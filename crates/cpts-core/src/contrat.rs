//! A contract that runs: from which day one looks at it, where it stands in its years,
//! and what an avenant changed since its signature.
//!
//! A new CPTS is seen from its signature. One that exists is seen from `vue_le`: the text in
//! force that day gives the amounts, the anniversaries are those of the signature. A contract
//! that has ended by then is supposed renewed at its end, on the same anniversaries: how long
//! for, and that an avenant holds for running contracts, is in `rules/versements.toml`.

use cpts_codes::Date;
use cpts_rules::{Mission, Poste, Rules, Situation, Statut, TOUJOURS, Taille, TexteLegal};

use crate::contrat_en_cours::{Changement, ContratEnCours, TexteDuContrat};
use crate::echeancier::{fin_de_contrat, mois};
use crate::financement::{Missions, ligne};
use crate::projet::Projet;
use crate::texte;

impl Projet {
    /// The day of which the rules hold, where it is known: that of the signature of a new
    /// contract, that from which one looks at one that runs.
    pub fn jour_des_regles(&self) -> Option<Date> {
        match self.situation {
            Situation::Nouvelle => self.signature,
            Situation::Existante => self.vue_le,
        }
    }

    /// The same; without a day, the last rules known.
    pub fn date_des_regles(&self) -> Date {
        self.jour_des_regles().unwrap_or(TOUJOURS)
    }

    /// The first day of the payments that are shown; `None` where they have no calendar.
    pub fn depart(&self) -> Option<Date> {
        let (signature, jour) = (self.signature?, self.jour_des_regles()?);
        (signature <= jour).then_some(jour)
    }

    /// Day after the last one of the contract, where its signature is known: of the one that is to be
    /// signed, or of the one that runs on the day from which one looks.
    pub fn fin_du_contrat(&self, rules: &'static Rules) -> Option<Date> {
        let signature = self.signature?;
        Some(match (self.situation, self.depart()) {
            (Situation::Nouvelle, _) => fin_de_contrat(signature, rules),
            (Situation::Existante, Some(jour)) => Cours::new(signature, jour, rules).fin,
            // It may have been renewed any number of times since.
            (Situation::Existante, None) => TOUJOURS,
        })
    }

    /// Looks at a contract that runs from this day, where nothing else was said.
    pub fn look_from(&mut self, aujourd_hui: Date) {
        if self.situation == Situation::Existante {
            self.vue_le.get_or_insert(aujourd_hui);
        }
    }

    /// Says nothing of the day from which one looks where it is this one: whoever reads the
    /// project later looks from their own day.
    pub fn forget_day(&mut self, aujourd_hui: Date) {
        if self.vue_le == Some(aujourd_hui) {
            self.vue_le = None;
        }
    }
}

/// Where a contract stands on a day.
pub(crate) struct Cours {
    /// Anniversaries that have passed, that of the day included.
    anniversaires: u16,
    /// End of the contract that runs that day, supposed where it is a renewal.
    pub(crate) fin: Date,
    /// Day of the last supposed renewal.
    pub(crate) renouvele_le: Option<Date>,
}

impl Cours {
    /// The contract signed on `signature`, on a day that does not come before.
    pub(crate) fn new(signature: Date, jour: Date, rules: &'static Rules) -> Self {
        let mut cours = Self { anniversaires: 0, fin: fin_de_contrat(signature, rules), renouvele_le: None };
        while let Some(prochain) = anniversaire(signature, cours.anniversaires + 1).filter(|a| *a <= jour) {
            cours.anniversaires += 1;
            if prochain >= cours.fin {
                cours.renouvele_le = Some(cours.fin);
                let duree = mois(rules.versements.renouvellement.at(cours.fin).valeur);
                // Counted from the signature, so that a 29 February comes back.
                let mois_passes = cours.anniversaires.saturating_mul(12);
                cours.fin = signature.plus_months(mois_passes.saturating_add(duree));
            }
        }
        cours
    }
}

/// The anniversary of that rank; `None` beyond the calendar.
fn anniversaire(signature: Date, rang: u16) -> Option<Date> {
    let jour = signature.plus_months(rang.saturating_mul(12));
    (jour < TOUJOURS).then_some(jour)
}

/// The contract of a project that exists; `None` for a new one, and while the signature is not known.
pub(crate) fn contrat(
    projet: &Projet,
    taille: Option<Taille>,
    missions: &Missions,
    rules: &'static Rules,
) -> Option<ContratEnCours> {
    let signature = projet.signature.filter(|_| projet.situation == Situation::Existante)?;
    let vue_le = projet.depart();
    let cours = vue_le.map(|jour| Cours::new(signature, jour, rules));
    let rang = |rang: u16| anniversaire(signature, rang);
    let (avant, maintenant) = (rules.texte_at(signature), rules.texte_at(projet.date_des_regles()));
    let mut contrat = ContratEnCours {
        signature,
        vue_le,
        annee: None,
        dernier_anniversaire: None,
        prochain_anniversaire: None,
        fin: fin_de_contrat(signature, rules),
        renouvele_le: None,
        statut_renouvellement: None,
        texte_signature: avant.map(TexteDuContrat::of),
        texte: maintenant.map(TexteDuContrat::of),
        statut: rules.versements.avenant_en_cours.statut,
        sources: rules.versements.avenant_en_cours.sources,
        changements: Vec::new(),
    };
    if let Some(cours) = cours {
        let passes = cours.anniversaires;
        contrat.annee = Some(passes + 1);
        contrat.dernier_anniversaire = rang(passes).filter(|_| passes > 0);
        contrat.prochain_anniversaire = rang(passes + 1);
        contrat.fin = cours.fin;
        contrat.renouvele_le = cours.renouvele_le;
        contrat.statut_renouvellement = cours
            .renouvele_le
            .map(|jour| rules.versements.renouvellement.at(jour).statut.weakest(Statut::Estime));
    }
    if let (Some(taille), Some(avant), Some(maintenant)) = (taille, avant, maintenant)
        && avant.id != maintenant.id
    {
        contrat.changements = changements(projet, taille, missions, signature, rules);
    }
    Some(contrat)
}

impl TexteDuContrat {
    fn of(texte: &'static TexteLegal) -> Self {
        Self { id: texte.id, titre: texte.titre, titre_court: texte.titre_court, depuis: texte.depuis }
    }
}

/// What differs between the day of the signature and that of the rules, for the items of a project.
fn changements(
    projet: &Projet,
    taille: Taille,
    missions: &Missions,
    signature: Date,
    rules: &'static Rules,
) -> Vec<Changement> {
    let jour = projet.date_des_regles();
    let mut liste = Vec::new();
    for poste in Poste::TOUS.iter().copied() {
        let est = |mission: Mission| {
            missions.retenues.contains(&mission) || missions.inexistantes.contains(&mission)
        };
        if !poste.mission().is_none_or(est) {
            continue;
        }
        let regle = rules.poste(poste);
        let at = |date: Date| {
            regle.nature_at(date)?;
            ligne(poste, taille, date, rules)
        };
        let (avant, apres) = (at(signature), at(jour));
        let delai = |date: Date| regle.delai_at(date).map(|delai| delai.texte);
        let (delai_avant, delai_apres) = (delai(signature), delai(jour));
        let delais = delai_avant != delai_apres;
        let (total_avant, total_apres) = (avant.as_ref().map(|l| l.total), apres.as_ref().map(|l| l.total));
        if total_avant == total_apres && !delais {
            continue;
        }
        liste.push(Changement {
            poste,
            avant: total_avant,
            avant_entre: avant.as_ref().and_then(|l| l.total_entre),
            statut_avant: avant.map(|l| l.statut_total),
            apres: total_apres,
            apres_entre: apres.as_ref().and_then(|l| l.total_entre),
            statut_apres: apres.map(|l| l.statut_total),
            delai_avant: delai_avant.filter(|_| delais),
            delai_apres: delai_apres.filter(|_| delais),
        });
    }
    liste
}

impl ContratEnCours {
    /// Where the contract stands, in words: one sentence each, the surest first.
    pub fn faits(&self, rules: &'static Rules) -> Vec<String> {
        let mut faits = vec![["Contrat signé le ", &texte::date(self.signature), "."].concat()];
        if let Some(annee) = self.annee {
            let rang = if annee == 1 { "re" } else { "e" };
            let mut dit = [&annee.to_string(), rang, " année"].concat();
            if let Some(jour) = self.prochain_anniversaire {
                dit.push_str(", prochain anniversaire le ");
                dit.push_str(&texte::date(jour));
            }
            dit.push('.');
            faits.push(dit);
        }
        faits.push(match self.renouvele_le {
            None => ["Fin le ", &texte::date(self.fin), "."].concat(),
            Some(jour) => [
                "Supposé renouvelé le ",
                &texte::date(jour),
                ", jusqu’au ",
                &texte::date(self.fin),
                " (",
                self.statut_renouvellement.and_then(|statut| rules.statut(statut)).map_or("", |s| s.mot),
                ").",
            ]
            .concat(),
        });
        faits
    }

    /// Whether the text in force is another one than that of the signature.
    pub fn est_remplace(&self) -> bool {
        matches!((&self.texte_signature, &self.texte), (Some(avant), Some(ici)) if avant.id != ici.id)
    }
}
