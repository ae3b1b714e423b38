//! What a person types, and what comes first. One line, one promise.

mod common;

use common::TERRITORY;
use cpts_territory::{Cible, Contexte, Hit, Rang};

/// A hit in one line: name (département), mark, what is underlined.
fn show(hit: &Hit<'_>) -> String {
    let under = |nom: &str| {
        let part = &nom[hit.portion.clone()];
        if part.is_empty() { String::new() } else { format!(" [{part}]") }
    };
    match &hit.cible {
        Cible::Commune(c) => format!("{} ({}){}", c.nom, c.departement, under(c.nom)),
        Cible::Ancienne(f) => {
            format!("{} → {} ({}){}", f.nom, f.actuelle.nom, f.actuelle.departement, under(f.nom))
        }
        Cible::Epci { epci, pour: None } => format!("{}{}", epci.nom, under(epci.nom)),
        Cible::Epci { epci, pour: Some(c) } => format!("{}, dont{}", epci.nom, under(c.nom)),
        Cible::CodePostal { code, communes } => format!("code postal {code}, {communes} communes"),
    }
}

fn first(texte: &str, count: usize) -> Vec<String> {
    TERRITORY.search(texte, 8).iter().take(count).map(show).collect()
}

/// What is typed, and the first answers in order.
const SCENARIOS: &[(&str, &[&str])] = &[
    // Same names: by population, exact names first.
    (
        "saint-denis",
        &[
            "Saint-Denis (974) [Saint-Denis]",
            "Saint-Denis (93) [Saint-Denis]",
            "Saint-Denis (11) [Saint-Denis]",
            "Saint-Denis (30) [Saint-Denis]",
        ],
    ),
    ("saint denis", &["Saint-Denis (974) [Saint-Denis]", "Saint-Denis (93) [Saint-Denis]"]),
    ("st denis", &["Saint-Denis (974) [Saint-Denis]"]),
    ("saint-denis 93", &["Saint-Denis (93) [Saint-Denis]"]),
    ("Saint-Denis (93)", &["Saint-Denis (93) [Saint-Denis]"]),
    ("saint denis 93200", &["Saint-Denis (93) [Saint-Denis]"]),
    ("Cambrai (Nord)", &["Cambrai (59) [Cambrai]"]),
    // A former commune says where it is today.
    (
        "pierrefitte-sur",
        &[
            "Pierrefitte-sur-Seine → Saint-Denis (93) [Pierrefitte-sur]",
            "Pierrefitte-sur-Sauldre (41) [Pierrefitte-sur]",
            "Pierrefitte-sur-Loire (03) [Pierrefitte-sur]",
            "Pierrefitte-sur-Aire (55) [Pierrefitte-sur]",
        ],
    ),
    // An EPCI is found without what its name begins with, and with it.
    ("cambr", &["Communauté d’agglomération de Cambrai [Cambr]", "Cambrai (59) [Cambr]"]),
    ("ca de cambrai", &["Communauté d’agglomération de Cambrai [de Cambrai]"]),
    ("ca cambrai", &["Communauté d’agglomération de Cambrai [Cambrai]"]),
    ("cc fayence", &["Communauté de communes du Pays de Fayence [Fayence]"]),
    ("redon agglo", &["Communauté d’agglomération Redon Agglomération [Redon Agglo]"]),
    ("CC pays de fayence", &["Communauté de communes du Pays de Fayence [Pays de Fayence]"]),
    ("métropole de lyon", &["Métropole de Lyon [de Lyon]"]),
    // Queries of real people that other tools are known to miss.
    ("oeting", &["Œting (57) [Œting]"]),
    ("œting", &["Œting (57) [Œting]"]),
    ("l'hay les roses", &["L'Haÿ-les-Roses (94) [L'Haÿ-les-Roses]"]),
    ("l\u{2019}haÿ-les-roses", &["L'Haÿ-les-Roses (94) [L'Haÿ-les-Roses]"]),
    ("hay les roses", &["L'Haÿ-les-Roses (94) [Haÿ-les-Roses]"]),
    ("lhay", &["L'Haÿ-les-Roses (94) [L'Haÿ]"]),
    ("maisons alfort", &["Maisons-Alfort (94) [Maisons-Alfort]"]),
    ("chateauneuf du faou", &["Châteauneuf-du-Faou (29) [Châteauneuf-du-Faou]"]),
    ("chateauneuf faou", &["Châteauneuf-du-Faou (29) [Châteauneuf-du-Faou]"]),
    ("st etienne", &["Saint-Étienne (42) [Saint-Étienne]"]),
    ("île d'yeu", &["L'Île-d'Yeu (85) [Île-d'Yeu]"]),
    ("lens", &["Lens (62) [Lens]"]),
    ("mans", &["Le Mans (72) [Mans]"]),
    ("mont st mich", &["Communauté d’agglomération Mont-Saint-Michel-Normandie [Mont-Saint-Mich]"]),
    ("y", &["Y (80) [Y]"]),
    // Exact names come first; one of a single word after towns fifty times larger.
    ("mont", &["Montpellier (34) [Mont]"]),
    ("st laurent", &["Saint-Laurent (08) [Saint-Laurent]"]),
    ("saint-sebastien", &["Saint-Sébastien (23) [Saint-Sébastien]"]),
    ("st laurent du", &["Saint-Laurent-du-Maroni (973) [Saint-Laurent-du]"]),
    ("bourg", &["Bourg (33) [Bourg]", "Bourges (18) [Bourg]"]),
    // An accent that is typed must be there.
    ("péri", &["Périgueux (24) [Péri]"]),
    ("châl", &["Châlons-en-Champagne (51) [Châl]"]),
    ("toul", &["Toul (54) [Toul]", "Toulouse (31) [Toul]"]),
    // After a hyphen another word is to come.
    ("bourg-", &["Bourg-en-Bresse (01) [Bourg]"]),
    ("bourg ", &["Bourg (33) [Bourg]"]),
    ("dijn", &["Dijon (21) [Dijon]"]),
    // « st » alone is the beginning of a name, not yet an abbreviation.
    ("st", &["Strasbourg (67) [St]"]),
    ("st ouen", &["Saint-Ouen (41) [Saint-Ouen]", "Saint-Ouen (80) [Saint-Ouen]"]),
    // A letter is missing in a text of four: Paris is likelier than three villages.
    ("pars", &["Paris (75) [Paris]", "Pars-lès-Romilly (10) [Pars]"]),
    // Arrondissements.
    ("paris13", &["Paris 13e Arrondissement (75) [Paris 13e]"]),
    ("paris 13", &["Paris 13e Arrondissement (75) [Paris 13e]"]),
    ("Paris 13ème", &["Paris 13e Arrondissement (75) [Paris 13e]"]),
    ("paris 1", &["Paris 1er Arrondissement (75) [Paris 1er]"]),
    ("13e", &["Paris 13e Arrondissement (75) [13e]", "Marseille 13e Arrondissement (13) [13e]"]),
    ("lyon 8e", &["Lyon 8e Arrondissement (69) [Lyon 8e]"]),
    ("marseille 14", &["Marseille 14e Arrondissement (13) [Marseille 14e]"]),
    // Thirteen is also the département of Marseille: both are proposed.
    ("marseille 13", &["Marseille 13e Arrondissement (13) [Marseille 13e]", "Marseille (13) [Marseille]"]),
    // Codes.
    ("2a004", &["Ajaccio (2A)"]),
    ("200068500", &["Communauté d’agglomération de Cambrai"]),
    ("200 068 500", &["Communauté d’agglomération de Cambrai"]),
    ("92120", &["Montrouge (92)"]),
    ("75013", &["Paris 13e Arrondissement (75)"]),
    ("51300", &["code postal 51300, 46 communes", "Vitry-le-François (51)"]),
    ("59 400", &["code postal 59400, 12 communes", "Cambrai (59)"]),
    ("59400 cambrai", &["Cambrai (59) [Cambrai]"]),
    ("13090 Aix-en-Provence", &["Aix-en-Provence (13) [Aix-en-Provence]"]),
    // A postal code of Saint-Paul and the INSEE code of Saint-Denis: both.
    ("97411", &["Saint-Paul (974)", "Saint-Denis (974)"]),
    ("93059", &["Pierrefitte-sur-Seine → Saint-Denis (93)"]),
    // One slip.
    ("cambrzi", &["Communauté d’agglomération de Cambrai [Cambrai]", "Cambrai (59) [Cambrai]"]),
    ("valencienes", &["Valenciennes (59) [Valenciennes]"]),
    ("vlaenciennes", &["Valenciennes (59) [Valenciennes]"]),
    ("saintdenis", &["Saint-Denis (974) [Saint-Denis]"]),
];

#[test]
fn every_scenario_gives_its_first_answers() {
    for (texte, attendu) in SCENARIOS {
        assert_eq!(&first(texte, attendu.len()), attendu, "« {texte} »");
    }
}

#[test]
fn a_postal_code_in_full_gives_its_communes_and_what_has_it_as_insee_code() {
    let code = "51300".parse().unwrap();
    let hits = TERRITORY.search("51300", 100);
    let postal = hits.iter().filter(|h| h.rang == Rang::Code).count();
    assert_eq!(postal, 1 + TERRITORY.communes_of_code_postal(code).count());
    let others: Vec<_> = hits.iter().filter(|h| h.rang != Rang::Code).map(show).collect();
    assert_eq!(others, ["Isle-sur-Marne (51)"]);
    assert!(hits[..47].iter().all(|h| h.rang == Rang::Code));
    // Where the number is a postal code alone, nothing else is shown.
    assert_eq!(TERRITORY.search("92120", 100).len(), 1);
}

#[test]
fn the_epci_of_the_first_commune_takes_the_last_place() {
    let hits = TERRITORY.search("saint-denis", 6);
    assert_eq!(hits.len(), 6);
    let last = hits.last().unwrap();
    assert_eq!(last.rang, Rang::Rattachement);
    assert_eq!(
        show(last),
        "Communauté d’agglomération Intercommunale du Nord de la Réunion (CINOR), dont [Saint-Denis]"
    );
}

#[test]
fn hits_come_in_the_order_of_their_rank_and_never_twice() {
    for texte in ["saint", "ville", "mont", "la roche", "bourg", "sainte marie", "lyon", "val de"] {
        let hits = TERRITORY.search(texte, 40);
        // The whole name and the beginning of one are settled by population.
        let class = |h: &Hit<'_>| h.rang.max(Rang::Debut);
        assert!(hits.windows(2).all(|w| class(&w[0]) <= class(&w[1])), "{texte}");
        for (i, a) in hits.iter().enumerate() {
            assert!(hits[i + 1..].iter().all(|b| a.cible != b.cible), "{texte}: {}", show(a));
        }
    }
}

#[test]
fn a_text_that_means_nothing_gives_nothing_and_never_fails() {
    for texte in ["", " ", "'", "-", "(", "()", "((((", "🙂", "00000", "999999999", "zzzzzzzz", "\u{301}"] {
        assert!(TERRITORY.search(texte, 8).is_empty(), "« {texte} »");
    }
    assert!(TERRITORY.search("lens", 0).is_empty());
    assert_eq!(TERRITORY.search("lens", 1).len(), 1);
    TERRITORY.search(&"saint ".repeat(10_000), 8);
    TERRITORY.search(&"é".repeat(100_000), 8);
}

proptest::proptest! {
    #[test]
    fn any_text_is_searched_and_portions_are_cut_on_letters(texte in "\\PC{0,24}", limit in 1usize..20) {
        let hits = TERRITORY.search(&texte, limit);
        assert!(hits.len() <= limit);
        hits.iter().for_each(|h| drop(show(h)));
    }

    #[test]
    fn any_name_in_full_comes_first_or_with_its_equals(row in 0u32..35_014) {
        let commune = TERRITORY.commune_at(row).unwrap();
        let hits = TERRITORY.search(commune.nom, 60);
        assert!(hits.iter().any(|h| h.rang == Rang::Exact
            && matches!(h.cible, Cible::Commune(c) if c.code == commune.code)), "{}", commune.nom);
    }
}

#[allow(clippy::unwrap_used, reason = "codes written in this file")]
fn near(texte: &str, departements: &[&str], regions: &[&str]) -> Vec<String> {
    let contexte = Contexte {
        departements: departements
            .iter()
            .map(|d| TERRITORY.departements().find(|c| c.as_str() == *d).unwrap())
            .collect(),
        regions: regions
            .iter()
            .map(|r| TERRITORY.regions().find(|c| c.0.as_str() == *r).unwrap().0)
            .collect(),
    };
    TERRITORY.search_near(texte, 8, &contexte).iter().map(show).collect()
}

#[test]
fn what_is_near_comes_first_among_equals() {
    // The homonym of the département of the communes chosen, of the région of the host.
    assert_eq!(near("saint-denis", &["11"], &[])[0], "Saint-Denis (11) [Saint-Denis]");
    assert_eq!(near("saint-denis", &["30"], &[])[0], "Saint-Denis (30) [Saint-Denis]");
    assert_eq!(near("saint-denis", &[], &["11"])[0], "Saint-Denis (93) [Saint-Denis]");
    assert_eq!(near("saint-denis", &[], &["04"])[0], "Saint-Denis (974) [Saint-Denis]");
    // A région follows from its départements, and counts for less than they do.
    let occitanie = near("saint-denis", &["30"], &[]);
    assert_eq!(occitanie[1], "Saint-Denis (11) [Saint-Denis]");
    // The beginning of a name near by comes before a far and small exact name.
    assert_eq!(near("mont", &["49"], &[])[0], "Montrevault-sur-Èvre (49) [Mont]");
    assert_eq!(near("13e", &["13"], &[])[0], "Marseille 13e Arrondissement (13) [13e]");
    assert_eq!(near("cambrzi", &["59"], &[])[1], "Cambrai (59) [Cambrai]");
}

#[test]
fn what_would_be_first_elsewhere_stays_among_the_first_five() {
    for departement in TERRITORY.departements() {
        for texte in ["paris", "lille", "toulouse", "saint-denis", "nice", "pari", "st etienne", "montreuil"]
        {
            let first = &TERRITORY.search(texte, 8)[0];
            let contexte = Contexte { departements: vec![departement], regions: Vec::new() };
            let hits = TERRITORY.search_near(texte, 8, &contexte);
            assert!(
                hits[..5].iter().any(|h| h.cible == first.cible),
                "{texte} seen from {departement}: {:?}",
                hits.iter().map(show).collect::<Vec<_>>()
            );
        }
    }
}

#[test]
fn without_anything_near_a_context_changes_nothing_but_order() {
    for texte in ["lens", "st ouen", "59400", "200068500", "zzzz", "cambr"] {
        assert_eq!(TERRITORY.search_near(texte, 8, &Contexte::default()), TERRITORY.search(texte, 8));
    }
}

#[test]
fn epci_leave_room_for_communes() {
    for texte in ["gran", "terr", "haut", "vall", "grand-"] {
        let hits = TERRITORY.search(texte, 12);
        let epci = hits.iter().filter(|h| matches!(h.cible, Cible::Epci { .. })).count();
        assert!(hits.len() == 12 && epci <= 4, "{texte}: {epci} EPCI of {}", hits.len());
    }
    // Unless the communes leave more of it, or EPCI are asked for.
    assert!(TERRITORY.search("cc pays", 12).iter().all(|h| matches!(h.cible, Cible::Epci { .. })));
}
