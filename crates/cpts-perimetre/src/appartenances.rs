//! The EPCI and the départements of a perimeter, by name.

use cpts_core::{Appartenances, Intercommunalite, Perimetre};
use cpts_territory::Territory;

/// Where the communes of a perimeter are: a commune that belongs to no EPCI is in none of them.
pub fn appartenances(perimetre: &Perimetre, donnees: &Territory) -> Appartenances {
    let (mut tous, mut departements): (Vec<Intercommunalite>, Vec<(_, String)>) = (Vec::new(), Vec::new());
    for retenue in &perimetre.communes {
        if !departements.iter().any(|(code, _)| *code == retenue.departement) {
            let nom = donnees.departement(retenue.departement).map_or("", |d| d.nom);
            departements.push((retenue.departement, nom.to_owned()));
        }
        let Some(siren) = donnees.commune(retenue.code).and_then(|commune| commune.epci) else { continue };
        let place = match tous.iter().position(|epci| epci.siren == siren) {
            Some(place) => place,
            None => {
                tous.push(Intercommunalite {
                    siren,
                    nom: donnees.epci(siren).map_or("", |epci| epci.nom).to_owned(),
                    retenues: Vec::new(),
                    communes: donnees.communes_of_epci(siren).count() as u32,
                    toutes: false,
                });
                tous.len() - 1
            }
        };
        if let Some(epci) = tous.get_mut(place)
            && !epci.retenues.contains(&retenue.code)
        {
            epci.retenues.push(retenue.code);
        }
    }
    for epci in &mut tous {
        epci.toutes = donnees.communes_of_epci(epci.siren).all(|commune| {
            let mut arrondissements = donnees.arrondissements(commune.code).peekable();
            epci.retenues.contains(&commune.code)
                || arrondissements.peek().is_some()
                    && arrondissements.all(|a| epci.retenues.contains(&a.code))
        });
    }
    Appartenances::new(tous, departements)
}
