//! What the person answered, and what follows from it.

use std::sync::Arc;

use cpts_codes::Date;
use cpts_core::{Bilan, Perimetre, Projet, Territoire, evaluate};
use cpts_rules::{Mission, NaturePoste, Poste, Rules};
use cpts_territory::{Adjacence, Territory};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use crate::donnees::load_communes;
use crate::format::{compte, euros, nombre};

/// The file of communes, on its way.
#[derive(Clone)]
pub(crate) enum Donnees {
    /// Bytes received, of how many.
    EnRoute(u32, u32),
    /// Ready to be searched.
    Pretes(Arc<Territory>),
    /// Refused, with the sentence to show.
    Refusees(String),
}

/// What the rule panel speaks of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Consultation {
    /// The amounts and delays of an item.
    Poste(Poste),
    /// The size tiers.
    Taille,
    /// When and how the money is paid.
    Versements,
    /// The cost of coordination.
    Coordination,
}

/// A removal that can still be undone.
#[derive(Clone, PartialEq)]
pub(crate) struct Retrait {
    /// What was removed, in a sentence.
    pub(crate) phrase: String,
    /// The territory as it was before.
    pub(crate) avant: Territoire,
}

/// The state of one simulator. Everything is derived from `projet` and the data.
#[derive(Clone, Copy)]
pub(crate) struct Etat {
    pub(crate) rules: &'static Rules,
    pub(crate) projet: RwSignal<Projet>,
    pub(crate) donnees: RwSignal<Donnees>,
    pub(crate) adjacence: RwSignal<Option<Arc<Adjacence>>>,
    pub(crate) perimetre: Memo<Arc<Perimetre>>,
    pub(crate) bilan: Memo<Arc<Bilan>>,
    pub(crate) consultation: RwSignal<Option<Consultation>>,
    pub(crate) retrait: RwSignal<Option<Retrait>>,
    /// What assistive technology is told.
    pub(crate) annonce: RwSignal<String>,
    /// Loads the communes again, after a failure.
    pub(crate) recharger: Callback<()>,
}

impl Etat {
    /// An empty project: the compulsory missions, and a signature in about half a year.
    pub(crate) fn new(aujourd_hui: Date, base: String) -> Self {
        let rules = cpts_rules::embedded();
        let projet = RwSignal::new(projet_de_depart(rules, aujourd_hui));
        let donnees = RwSignal::new(Donnees::EnRoute(0, crate::donnees::COMMUNES_OCTETS));
        let adjacence = RwSignal::new(None::<Arc<Adjacence>>);

        let territoire = Memo::new(move |_| projet.with(|p| p.territoire.clone()));
        let perimetre = Memo::new(move |_| {
            donnees.with(|donnees| match donnees {
                Donnees::Pretes(territory) => adjacence.with(|adjacence| {
                    let resolu = cpts_perimetre::resolve(&territoire.read(), territory, adjacence.as_deref());
                    // The form only holds codes that it found in this very data.
                    Arc::new(resolu.unwrap_or_default())
                }),
                _ => Arc::new(Perimetre::default()),
            })
        });
        let bilan =
            Memo::new(move |_| Arc::new(projet.with(|p| perimetre.with(|perimetre| evaluate(p, perimetre, rules)))));

        Self {
            rules,
            projet,
            donnees,
            adjacence,
            perimetre,
            bilan,
            consultation: RwSignal::new(None),
            retrait: RwSignal::new(None),
            annonce: RwSignal::new(String::new()),
            recharger: Callback::new(move |()| load_communes(donnees, base.clone())),
        }
    }

    /// Reads the territory data, once it is there.
    pub(crate) fn with_territory<T>(&self, lire: impl FnOnce(&Territory) -> T) -> Option<T> {
        self.donnees.with(|donnees| match donnees {
            Donnees::Pretes(territory) => Some(lire(territory)),
            _ => None,
        })
    }

    /// Changes the territory with one of the functions of `cpts_perimetre::edition`.
    pub(crate) fn edit_territory(&self, changer: impl FnOnce(&mut Territoire, &Territory)) {
        let donnees = self.donnees.get_untracked();
        if let Donnees::Pretes(territory) = donnees {
            self.retrait.set(None);
            self.projet.update(|p| changer(&mut p.territoire, &territory));
        }
    }

    /// The same for a removal, which can be undone.
    pub(crate) fn remove_from_territory(&self, phrase: String, changer: impl FnOnce(&mut Territoire, &Territory)) {
        let avant = self.projet.with_untracked(|p| p.territoire.clone());
        self.edit_territory(changer);
        self.retrait.set(Some(Retrait { phrase, avant }));
    }

    /// The day from which the rules of the project hold.
    pub(crate) fn date_des_regles(&self) -> Date {
        self.projet.with(|p| p.signature).unwrap_or(cpts_rules::TOUJOURS)
    }

    /// Tells the result in one sentence when the person pauses.
    pub(crate) fn announce_changes(self) {
        let attente = StoredValue::new_local(None::<Timeout>);
        Effect::new(move |premiere: Option<()>| {
            let phrase = phrase_du_bilan(&self.bilan.get());
            if premiere.is_some() {
                let timeout = Timeout::new(900, move || self.annonce.set(phrase));
                attente.set_value(Some(timeout));
            }
        });
    }
}

/// The missions that are compulsory on a day, in the order of the rules.
pub(crate) fn socles(rules: &'static Rules, date: Date) -> Vec<Mission> {
    Mission::TOUS
        .iter()
        .copied()
        .filter(|m| rules.poste(m.poste()).nature_at(date) == Some(NaturePoste::Socle))
        .collect()
}

fn projet_de_depart(rules: &'static Rules, aujourd_hui: Date) -> Projet {
    let dans_six_mois = aujourd_hui.plus_months(6);
    let signature = Date::new(dans_six_mois.annee(), dans_six_mois.mois(), 1).unwrap_or(dans_six_mois);
    Projet { missions: Some(socles(rules, signature)), signature: Some(signature), ..Projet::default() }
}

fn phrase_du_bilan(bilan: &Bilan) -> String {
    let mut phrase = compte(bilan.territoire.communes, "commune", "communes");
    phrase.push_str(", ");
    phrase.push_str(&compte(bilan.territoire.population, "habitant", "habitants"));
    if let Some(taille) = &bilan.taille {
        phrase.push_str(", Taille ");
        phrase.push_str(&nombre(taille.taille.numero().into()));
    }
    if let Some(financement) = &bilan.financement {
        phrase.push_str(", fixe ");
        phrase.push_str(&euros(financement.totaux.fixe));
        phrase.push_str(" par an");
    }
    phrase.push('.');
    phrase
}
