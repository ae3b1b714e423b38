//! The head of the sheet: name, verdict, the four key figures; and the same in
//! one line at the foot of the form, on a phone.

use cpts_core::Bilan;
use cpts_rules::{Niveau, Rules};
use leptos::prelude::*;

use super::{go_to, vif};
use crate::etat::Etat;
use crate::format::{INSECABLE, compte, euros, jour_vu, nombre};
use crate::icones::{Icone, dessin};

/// Name, place and date, then the verdict, then the key figures (a child of the
/// sheet of their own, to stay in sight while it scrolls).
pub(super) fn tete(etat: Etat) -> impl IntoView {
    view! {
        <section>
            <h2 id="bilan-titre">{move || nom_du_territoire(etat)}</h2>
            {move || sous_titre(etat)}
            {move || etat.bilan.with(|b| verdict(etat.rules, b))}
        </section>
        {cles(etat)}
    }
}

/// The name of the territory: that of its EPCI, or of its largest commune.
fn nom_du_territoire(etat: Etat) -> String {
    if let Some(nom) = etat.projet.with(|p| p.nom.clone()) {
        return nom;
    }
    etat.perimetre.with(|perimetre| {
        let seules = perimetre.communes.iter().filter(|c| {
            !etat.projet.with(|p| p.territoire.communes.is_empty()) || perimetre.epci.is_empty() || c.part.is_some()
        });
        match perimetre.epci.as_slice() {
            [epci] if etat.projet.with(|p| p.territoire.communes.is_empty()) => epci.nom.clone(),
            [] => {
                let plus_grande = seules.max_by_key(|c| c.population).map(|c| c.nom.as_str()).unwrap_or_default();
                match perimetre.communes.len() {
                    0 | 1 => plus_grande.to_owned(),
                    n => [plus_grande, " et ", &compte(n as u32 - 1, "autre commune", "autres communes")].concat(),
                }
            }
            [premier, reste @ ..] => {
                let mut nom = premier.nom.clone();
                for epci in reste.iter().take(1) {
                    nom.push_str(" et ");
                    nom.push_str(&epci.nom);
                }
                if reste.len() > 1 || etat.projet.with(|p| !p.territoire.communes.is_empty()) {
                    nom.push_str(", et d’autres");
                }
                nom
            }
        }
    })
}

/// "55 communes, Nord (59)" and the day of the signature.
fn sous_titre(etat: Etat) -> impl IntoView {
    let lieux = etat.bilan.with(|bilan| {
        let mut texte = compte(bilan.territoire.communes, "commune", "communes");
        etat.with_territory(|territory| {
            for code in &bilan.territoire.departements {
                texte.push_str(", ");
                if let Some(departement) = territory.departement(*code) {
                    texte.push_str(departement.nom);
                }
                texte.push_str(" (");
                texte.push_str(code.as_str());
                texte.push(')');
            }
        });
        texte
    });
    let signature = etat.projet.with(|p| p.signature);
    view! {
        <p class="petit gris">
            {lieux}
            {signature.map(|date| view! { " · Signature prévue le " {jour_vu(date)} })}
        </p>
    }
}

/// One pale ground, the icon and the word of the level, what was tested.
fn verdict(rules: &'static Rules, bilan: &Bilan) -> impl IntoView + use<> {
    let niveau = bilan.verdict;
    let mots = rules.niveau(niveau);
    let combien = |n: Niveau| bilan.constats.iter().filter(|c| c.niveau == n).count() as u32;
    let mut suite = String::new();
    for autre in [Niveau::ALever, Niveau::Vigilance, Niveau::Inconnu] {
        let n = combien(autre);
        if n > 0 && autre != niveau {
            if !suite.is_empty() {
                suite.push_str(", ");
            }
            let mots = rules.niveau(autre);
            let mot = mots.map_or("", |m| if n < 2 { m.mot } else { m.pluriel }).to_lowercase();
            suite.push_str(&nombre(n));
            suite.push(INSECABLE);
            suite.push_str(&mot);
        }
    }
    let testes = compte(bilan.constats.len() as u32, "critère examiné", "critères examinés");
    view! {
        <div class=classe_niveau("verdict", niveau)>
            <span class="n-ic">{dessin(Icone::niveau(niveau), 32)}</span>
            <div>
                <p><span class="mot">{mots.map_or("", |m| m.mot)} "."</span> " " <strong>{mots.map_or("", |m| m.verdict)}</strong></p>
                <p class="petit">
                    {testes}
                    {(!suite.is_empty()).then(|| [", dont ", &suite].concat())} "."
                </p>
            </div>
        </div>
    }
}

/// The class that gives a level its two tones.
pub(super) fn classe_niveau(base: &str, niveau: Niveau) -> String {
    [base, " n-", niveau.id()].concat()
}

fn cles(etat: Etat) -> impl IntoView {
    let lire = move |f: fn(&Bilan) -> String| Signal::derive(move || etat.bilan.with(|b| f(b)));
    let premiere_annee = Signal::derive(move || {
        let signature = etat.projet.with(|p| p.signature);
        etat.bilan.with(|b| {
            let versee = signature
                .and_then(|s| b.financement.as_ref().map(|f| f.annees(s)))
                .and_then(|annees| annees.first().map(|a| a.montant));
            versee.map_or_else(|| "–".to_owned(), euros)
        })
    });
    view! {
        <div class="zone cles">
            {cle("Taille", lire(|b| b.taille.map_or_else(|| "–".to_owned(), |t| nombre(t.taille.numero().into()))),
                lire(|b| marge(b)))}
            {cle("Fixe par an", lire(|b| b.financement.as_ref().map_or_else(|| "–".to_owned(), |f| euros(f.totaux.fixe))),
                lire(|_| "missions démarrées".to_owned()))}
            {cle("Maximum par an", lire(|b| b.financement.as_ref().map_or_else(|| "–".to_owned(), |f| euros(f.totaux.maximum))),
                lire(|_| "avec tout le variable".to_owned()))}
            {cle("Versé la 1re année", premiere_annee, lire(|_| "12 mois après signature".to_owned()))}
        </div>
    }
}

fn cle(titre: &'static str, valeur: Signal<String>, note: Signal<String>) -> impl IntoView {
    view! {
        <dl class="cle">
            <dt>{titre}</dt>
            <dd>{vif(valeur)} <span class="note">{move || note.get()}</span></dd>
        </dl>
    }
}

/// "marge 120 hab.": the distance to the nearest threshold, with its side.
fn marge(bilan: &Bilan) -> String {
    let Some(taille) = &bilan.taille else { return String::new() };
    let proche = match (taille.marge_basse, taille.marge_haute) {
        (Some(b), Some(h)) => b.min(h),
        (Some(m), None) | (None, Some(m)) => m,
        (None, None) => return String::new(),
    };
    ["marge ", &nombre(proche), "\u{a0}hab."].concat()
}

/// The bar at the foot of the form: it sticks to the bottom of the window while
/// the form is in sight, and goes away with it when the sheet comes.
pub(crate) fn barre_de_resume(etat: Etat) -> impl IntoView {
    move || {
        let resume = etat.bilan.with(|b| {
            let taille = b.taille.as_ref()?;
            let mut titre = ["Taille ", &nombre(taille.taille.numero().into())].concat();
            let marge = marge(b);
            if !marge.is_empty() {
                titre.push_str(", ");
                titre.push_str(&marge);
            }
            let argent = b.financement.as_ref().map(|f| ["Fixe ", &euros(f.totaux.fixe), " par an"].concat());
            Some((b.verdict, titre, argent.unwrap_or_default()))
        });
        resume.map(|(niveau, titre, argent)| {
            view! {
                <div class=classe_niveau("resume", niveau)>
                    <span class="n-ic">{dessin(Icone::niveau(niveau), 26)}</span>
                    <div><strong>{titre}</strong><span class="petit gris">{argent}</span></div>
                    <button type="button" class="bouton plein" on:click=move |e| go_to(&e, "bilan")>
                        "Voir le bilan"
                    </button>
                </div>
            }
        })
    }
}
