//! What a coordinator costs beside the fonctionnement: the first question of
//! every team. The hypotheses are the rules'; the person changes them here.

use leptos::prelude::*;

use super::voir;
use crate::etat::{Consultation, Etat};
use crate::format::euros;

/// The small account.
pub(super) fn coordination(etat: Etat) -> impl IntoView {
    let brut = RwSignal::new(None::<u32>);
    let brut_retenu =
        move || brut.get().unwrap_or_else(|| etat.rules.coordination.brut.at(etat.date_des_regles()).valeur);
    let charges = move || etat.rules.coordination.charges.at(etat.date_des_regles()).valeur;
    let cout = move || brut_retenu() + (u64::from(brut_retenu()) * u64::from(charges()) / 100) as u32;
    let fonctionnement = move || {
        etat.bilan.with(|b| {
            let lignes = b.financement.as_ref().map(|f| f.lignes.as_slice()).unwrap_or_default();
            lignes.iter().find(|l| l.poste == cpts_rules::Poste::Fonctionnement).map(|l| l.total)
        })
    };
    view! {
        <div>
            <h3>"Coordination"</h3>
            <table class="compte">
                <caption class="sr">"Fonctionnement et coût d’un poste de coordination, par an"</caption>
                <tbody>
                    <tr>
                        <th scope="row">"Fonctionnement"</th>
                        <td class="nombre">{move || fonctionnement().map_or_else(|| "–".to_owned(), euros)}</td>
                    </tr>
                    <tr>
                        <th scope="row">"Poste à temps plein, chargé"</th>
                        <td class="nombre">"− " {move || euros(cout())}</td>
                    </tr>
                    <tr class="fin">
                        <th scope="row">{move || if fonctionnement().is_some_and(|f| f < cout()) { "Il manque" } else { "Reste pour les autres frais" }}</th>
                        <td class="nombre">{move || fonctionnement().map_or_else(|| "–".to_owned(), |f| euros(f.abs_diff(cout())))}</td>
                    </tr>
                </tbody>
            </table>
            <div class="hypothese">
                <label for="brut">"Salaire brut par an"</label>
                <span class="saisie">
                    <input id="brut" type="number" inputmode="numeric" min="0" max="200000" step="500"
                        prop:value=move || brut_retenu().to_string()
                        on:change=move |e| brut.set(event_target_value(&e).parse().ok().filter(|b| *b <= 200_000)) />
                    "€"
                </span>
            </div>
            <p class="petit gris">
                "Hypothèse modifiable, avec " {move || charges().to_string()} "\u{a0}% de charges. "
                {etat.rules.coordination.explication} " "
                {voir(etat, Consultation::Coordination, "D’où viennent ces chiffres ?", " (coordination)")}
            </p>
        </div>
    }
}
