//! The hypotheses of the budget in a link: fields inside a field, of which those that
//! keep their default are not written.

use cpts_core::{Budget, Coordination, Indemnites, LigneBudget, Pourcent};

use super::champs::{LISTE_MAX, nom, numbered, put_nom};
use super::cles::Cles;
use super::octets::{Lecteur, put, put_block};

// The fields. Never give a number to something else.
const BRUT: u32 = 1;
const CHARGES: u32 = 2;
const QUOTITE: u32 = 3;
const EMBAUCHE: u32 = 4;
const PERSONNES: u32 = 5;
const HEURES: u32 = 6;
const TAUX: u32 = 7;
const AVEC_VARIABLE: u32 = 8;
const LIGNE: u32 = 9;

/// Adds the fields of a budget.
pub(super) fn write(budget: &Budget, cles: &Cles, sortie: &mut Vec<u8>) {
    // Every field is named, so that a new one cannot be forgotten here.
    let Budget { coordination, indemnites, lignes, avec_variable } = budget;
    let Coordination { brut, charges, quotite, embauche } = coordination;
    let Indemnites { personnes, heures, taux } = indemnites;
    let nombres = [
        (BRUT, *brut),
        (CHARGES, charges.map(u32::from)),
        (QUOTITE, quotite.map(u32::from)),
        (EMBAUCHE, embauche.map(u32::from)),
        (PERSONNES, personnes.map(u32::from)),
        (HEURES, heures.map(u32::from)),
        (TAUX, taux.map(u32::from)),
        (AVEC_VARIABLE, avec_variable.map(u32::from)),
    ];
    let mut bloc = Vec::new();
    for (numero, nombre) in nombres {
        if let Some(nombre) = nombre {
            put(&mut bloc, nombre);
            put(sortie, numero);
            put_block(sortie, &bloc);
            bloc.clear();
        }
    }
    for LigneBudget { poste, nom, montant, rythme, mois } in lignes {
        match cles.budget.iter().position(|connu| connu == poste) {
            Some(place) => put(&mut bloc, place as u32 + 1),
            None => {
                put(&mut bloc, 0);
                put_block(&mut bloc, poste.as_bytes());
            }
        }
        put_nom(&mut bloc, nom.as_deref());
        let rythme = rythme.and_then(|r| cles.rythmes.iter().position(|autre| *autre == r));
        put(&mut bloc, rythme.map_or(0, |place| place as u32 + 1));
        put(&mut bloc, (*mois).into());
        // At the end: an amount that is not there takes no room.
        if let Some(montant) = montant {
            put(&mut bloc, *montant);
        }
        put(sortie, LIGNE);
        put_block(sortie, &bloc);
        bloc.clear();
    }
}

/// Reads the fields of a budget; what is unknown is named and left out.
pub(super) fn read(mut lecteur: Lecteur, cles: &Cles, inconnus: &mut Vec<String>) -> Option<Budget> {
    let mut budget = Budget::default();
    let (c, i) = (&mut budget.coordination, &mut budget.indemnites);
    while lecteur.has_more() {
        let numero = lecteur.nombre()?;
        let mut bloc = lecteur.block()?;
        match numero {
            BRUT => c.brut = Some(bloc.nombre()?),
            CHARGES => c.charges = Some(Pourcent::new(bloc.nombre()?.try_into().ok()?)?),
            QUOTITE => c.quotite = Some(bloc.nombre()?.try_into().ok()?),
            EMBAUCHE => c.embauche = Some(bloc.nombre()?.try_into().ok()?),
            PERSONNES => i.personnes = Some(bloc.nombre()?.try_into().ok()?),
            HEURES => i.heures = Some(bloc.nombre()?.try_into().ok()?),
            TAUX => i.taux = Some(bloc.nombre()?.try_into().ok()?),
            AVEC_VARIABLE => budget.avec_variable = Some(bloc.nombre()? == 1),
            LIGNE => {
                let cle = bloc.nombre()?;
                let poste = match cle {
                    0 => Some(bloc.block()?.texte()?),
                    _ => cles.budget.get(cle as usize - 1).map(|id| (*id).to_owned()),
                };
                let nom = nom(&mut bloc)?;
                let rythme = bloc.nombre()?;
                let mois = bloc.nombre()?.try_into().ok()?;
                let montant = if bloc.has_more() { Some(bloc.nombre()?) } else { None };
                let rythme = match rythme {
                    0 => None,
                    _ => {
                        let connu = cles.rythmes.get(rythme as usize - 1).copied();
                        if connu.is_none() {
                            inconnus.push(numbered("le rythme d’une ligne du budget", rythme));
                        }
                        connu
                    }
                };
                match poste {
                    Some(poste) => budget.lignes.push(LigneBudget { poste, nom, montant, rythme, mois }),
                    None => inconnus.push(numbered("la ligne de budget", cle)),
                }
                if budget.lignes.len() > LISTE_MAX {
                    return None;
                }
            }
            _ => {
                inconnus.push(numbered("la réponse du budget", numero));
                continue;
            }
        }
        if bloc.has_more() {
            inconnus.push(numbered("la suite de la réponse du budget", numero));
        }
    }
    Some(budget)
}
