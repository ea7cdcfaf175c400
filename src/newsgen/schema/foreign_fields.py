"""What other systems and languages call a field: the names that files from elsewhere use, and newsgen's own.

Systems: Hugo, Jekyll, WordPress and what exports it, Pelican, Eleventy, Ghost, Zola, Nikola. Languages: French,
English, German, Spanish, Italian, Dutch, Portuguese. Names are compared without case, accents and signs.
"""

from __future__ import annotations

from collections.abc import Container
from functools import cache
from typing import Final
from unicodedata import normalize

_NAMES: Final = {
    "title": "titre titulo titolo titel headline heading ueberschrift überschrift kop post_title name sitename"
    " site_name",
    "name": "nom nombre nome naam fullname full_name display_name displayname title titre",
    "author": "auteur autor autore authors auteurs autoren autores autori auteure autorin byline by signature creator"
    " dc_creator verfasser redakteur redacteur redactor writer post_author primary_author author_id contributors",
    "date": "datum fecha data pubdate pub_date publishdate publish_date published published_at publishedat"
    " published_date date_published datepublished publication_date created created_at createdat date_created"
    " datecreated creation_date post_date date_gmt post_date_gmt veroeffentlicht veröffentlicht publie publie_le"
    " date_de_publication date_publication datetime",
    "updated": "lastmod modified last_modified last_modified_at lastmodified updated_at updatedat update date_updated"
    " datemodified date_modified modified_date post_modified maj mis_a_jour mise_a_jour modifie modifie_le aktualisiert"
    " geaendert lastupdated last_updated actualizado aggiornato bijgewerkt atualizado revised",
    "summary": "description excerpt abstract standfirst chapo chapeau resume extrait resumen extracto entradilla"
    " riassunto sommario descrizione samenvatting beschrijving zusammenfassung beschreibung kurzfassung vorspann teaser"
    " descripcion descricao resumo deck dek subtitle subheading sous_titre soustitre untertitel custom_excerpt"
    " meta_description metadescription post_excerpt intro introduction",
    "description": "summary excerpt resume beschreibung descripcion descrizione beschrijving descricao tagline",
    "kicker": "surtitre overline dachzeile occhiello antetitulo eyebrow spitzmarke bovenkop",
    "category": "categories categorie rubrique rubriques section sections kategorie kategorien rubrik ressort categoria"
    " categorias seccion sezione rubriek rubrica secao topic primary_category channel desk",
    "genre": "article_type articletype story_type genero genere darstellungsform textsorte type_article",
    "tags": "keywords keyword mots_cles motscles mot_cle etiquettes etiqueta etiquetas etichette schlagworte"
    " schlagwoerter schlagwörter stichworte tag label labels trefwoorden palabras_clave parole_chiave palavras_chave"
    " primary_tag taxonomies subjects",
    "image": "cover cover_image coverimage featured_image featuredimage feature_image featureimage thumbnail thumb hero"
    " hero_image og_image ogimage picture photo illustration bild titelbild imagen immagine afbeelding imagem images"
    " header_image teaser_image vignette post_thumbnail previewimage preview_image banner_image socialimage"
    " social_image",
    "photo": "avatar picture image portrait gravatar profile_image foto",
    "draft": "brouillon entwurf borrador bozza concept rascunho is_draft isdraft",
    "slug": "url_slug post_name handle basename",
    "aliases": "alias redirect_from redirectfrom redirects old_url old_urls oldurl redirect ancien_lien",
    "expires": "expirydate expiry_date expiry expire expire_date expires_at unpublish unpublish_date expiration",
    "withdrawn": "withdrawal retracted retraction retracted_at retire zurueckgezogen retirado ritirato ingetrokken",
    "embargo": "embargo_until publish_at publish_on scheduled scheduled_at",
    "extra": "params custom meta metadata custom_fields",
    "related": "see_also seealso related_posts related_articles a_lire a_lire_aussi voir_aussi lire_aussi",
    "id": "guid uuid uid identifier post_id",
    "role": "job job_title jobtitle fonction position",
    "email": "mail courriel e_mail correo",
    "links": "social socials social_links networks",
    "alt": "alternative alt_text alttext texte_alternatif alternativtext",
    "caption": "legende didascalia bildunterschrift leyenda pie legenda bijschrift",
    "credit": "photographer photographe copyright photo_credit credits quelle",
    "licence": "license lizenz licencia licenza licentie licenca",
    "src": "file filename path url fichier datei source href",
    "parent": "parent_category parente",
    "order": "weight ordre rank sort menu_order ordnung",
    "url": "baseurl base_url siteurl site_url site root",
    "language": "lang languagecode language_code default_language locale langue sprache default_lang",
    "timezone": "tz time_zone zone fuseau fuseau_horaire",
    "page_size": "paginate posts_per_page default_pagination pagesize pager_size",
    "permalinks": "permalink",
    "theme": "themes",
}
_LEAVE_OUT: Final = "newsgen has no use for it: take it out, or move it below “extra”"
_ADDRESS: Final = (
    "the address is made of “slug” and of “permalinks” in newsgen.yaml; an old one that leads here goes to “aliases”"
)
_FRONT: Final = "what stands where on the front page is chosen in content/fronts/home.yaml"
_WITHOUT_COUNTERPART: Final = {
    "layout type template kind post_type posttype comments comment_status ping_status toc math mathjax lang language"
    " locale langue menu cascade outputs markup headless encoding status_code canonical canonical_url robots noindex"
    " reading_time readtime ttr showdate showtoc disqus series password visibility page_template has_math"
    " linktitle iscjklanguage"
    " override pagination paginate_by sort_by in_search_index insert_anchor_links codeinjection_head codeinjection_foot"
    " meta_title og_title og_description twitter_title twitter_description twitter_image eleventynavigation"
    " eleventyexcludefromcollections eleventycomputed translation translationkey medium part sidebar nav nav_order"
    " redirect_to sitemap author_profile share header classes resources format nocomments hidetitle wp_id": _LEAVE_OUT,
    "permalink url link lien path canonical_path save_as": _ADDRESS,
    "sticky featured pinned weight position une a_la_une": _FRONT,
    "bio biography biographie about content body text": "the text stands below the front matter",
}
_PUBLISHED: Final = frozenset(("published", "publish", "ispublished", "status", "poststatus", "state", "public"))
_HIDDEN: Final = frozenset(("false", "no", "draft", "private", "pending", "brouillon"))


def field_meant(name: str, known: Container[str]) -> str | None:
    """Give the known field that other systems or languages call by a name, if there is one."""
    return next((field for field in _fields().get(_plain(name), ()) if field in known), None)


def way_without(name: str, value: object, known: Container[str]) -> str:
    """Say what is to be done with a field of other systems that has no counterpart here; nothing if it is unknown."""
    plain = _plain(name)
    if plain in _PUBLISHED:
        if "draft" not in known or str(value)[:4].isdigit():
            return ""
        is_hidden = str(value).casefold() in _HIDDEN
        return "write draft: true" if is_hidden else "take it out: what is no draft is published from its date on"
    if "category" not in known and "bio" not in plain:
        return ""
    return _ways_without().get(plain, "")


@cache
def _ways_without() -> dict[str, str]:
    ways: dict[str, str] = {}
    for words, way_out in _WITHOUT_COUNTERPART.items():
        for word in words.split():
            ways.setdefault(_plain(word), way_out)
    return ways


@cache
def _fields() -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for field, names in _NAMES.items():
        for name in names.split():
            fields.setdefault(_plain(name), []).append(field)
    return fields


def _plain(name: str) -> str:
    return "".join(each for each in normalize("NFKD", name.casefold()) if each.isalnum())
