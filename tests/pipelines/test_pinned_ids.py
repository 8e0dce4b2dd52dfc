"""Ids are the same wherever, whenever and however often an article is read: those of the samples are written down here.

Whoever has cited an id finds the same thing under it after every update of Dateline. If this test fails, don't correct the
ids: correct what changed them.
"""

from dateline import articles, sources
from dateline.extract.rows import row_id
from dateline.settings import Settings

IDS = {  # source_id: article_id, first digits of text_sha256
    "air-strike-marra-2024-05-21.txt": ("8b903ee60db61465663f582d5e80660a", "573e2b9d112c"),
    "air-strike-marra-update-2024-05-21.txt": ("eb97ccd4f88550c4caf1f4a135982f52", "dae8ce4b1357"),
    "geneva-libya-talks-2023-07-18.txt": ("dcb732ce9bb87acf8e4052ddc1452a68", "b3a48a71f558"),
    "gulf-tanker-denial-2019-07-19.txt": ("7443a1bf525a3fb2ce4aba94b6c540ef", "07ea054ffb80"),
    "courier-7731": ("d52d6d05928f222b64dde3c04b1edca8", "bcb80929f593"),
    "courier-7740": ("cb03e99ec3ffd3f9b5ba266274f895d3", "4cab7410a95a"),
    "courier-7752": ("fc3740cda1fc2a2d5568f6c868c27e5a", "3418dae6f3ef"),
    "kasai-election-2023-12-22.txt": ("ba01dc58f3991d9ad878adac8cd55ace", "dd50f9ca329e"),
    "mindoro-ferry-2023-03-30.txt": ("c390005fb584efc796bc627626ea87a3", "1ac90bfb5ef7"),
    "minsk-sanctions-2021-06-22.txt": ("6f29a16a7285c8846e41231f80bc89a2", "fb6e45f4dfce"),
    "ouagadougou-strike-2021-12-01.txt": ("cb6f099ecd05a7fb8316a8276812a630", "5cc3b82c7e3e"),
    "sarajevo-verdict-2021-11-10.txt": ("baa4526160dee9636c2cd42c6ef52c1c", "d84b3959430d"),
    "siege-of-taiz-2023-03-09.txt": ("0b06fbbb6b9a8df0088532120c032550", "8689a1d9535b"),
    "sylhet-flood-2022-06-20.txt": ("1753581ed7a157d98dcabaeb6dc667a2", "2a1a984607c3"),
    "sylhet-relief.html": ("bd333019e036dcdb40ac1ebb61fbdb0c", "c3c1980fedad"),
    "tbilisi-protest-2024-11-30.txt": ("176dfadebc72c29ccf5553ef7b847646", "0d1fadc49288"),
    "tigray-convoy-2022-04-02.txt": ("7884abcefea84dd67a4674aa83a19166", "d230486a3571"),
    "zamfara-kidnapping-2022-09-14.txt": ("7976d4da317648292d9684c5aec03b8f", "91c472da92c8"),
}


def test_articles_keep_their_ids_and_texts(samples):
    made = [
        articles.make(document)
        for file in sources.discover([samples]).files
        for document in sources.read(file, source_name="files", published=None, limits=Settings())
    ]
    assert {a.source_id: (a.article_id, a.text_sha256[:12]) for a in made} == IDS


def test_rows_keep_their_ids():
    parts = ("events", IDS["courier-7731"][0], "0" * 64, 10, 20, "ASSAULT", 0)
    assert row_id(*parts) == "28f53b376d3168cb26fab3596f79293c"
