"""The filter rail: one control for each name of the filter language that a visitor uses often.

Control `f-<name>` holds the value of filter `<name>`; the browser's code writes it into the link, and the link sets it
again, so that the back button moves the controls too.
"""

import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, Output, State, html

from ..language import N_, _, digits
from ..measures.questions import Question
from ..vocabulary.countries import country_name
from ..vocabulary.drugs import drug, drug_group_name, drug_name
from ..vocabulary.filters import Filter
from ..vocabulary.modes import mode_name
from ..vocabulary.precisions import precision_name
from ..vocabulary.source_kinds import source_kind_name
from .current import Data

LEAST_KG = ("1", "5", "100", "1000")
ROLES = ("country", "departure", "transit", "destination")
# Filter names with a control here, in the order in which the update callback sets them.
CONTROLS = (
    "drug", "drug_group", "min_kg", "country", "departure", "transit", "destination", "group", "place", "text", "mode",
    "source_kind", "precision", "years",
)  # fmt: skip

# What a filter is called where it is named alone.
TITLES = {
    "drug": N_("Substance"), "drug_group": N_("Group of substances"), "country": N_("Seized in"),
    "origin": N_("Made in"), "departure": N_("Left from"), "transit": N_("Through"), "destination": N_("Bound for"),
    "group": N_("Country group"), "admin1": N_("Province"), "place": N_("Place, as reported"),
    "text": N_("Words in the record"), "mode": N_("Transport"), "source_kind": N_("Kind of source"),
    "precision": N_("How exactly the place is known"), "marking": N_("Marking"), "from": N_("First day"),
    "to": N_("Last day"), "min_kg": N_("Weight at least"), "bbox": N_("Map section"),
}  # fmt: skip


def filter_title(name: str) -> str:
    """The filter's name in the reader's language."""
    return _(TITLES[name])


def rail(chosen: Filter, current: Data) -> html.Aside:
    """The rail with the filter's values set; the choices are what the data holds."""
    return html.Aside(
        [
            html.H2(_("Filters"), className="visually-hidden"),
            substances(chosen, current),
            least_quantity(chosen),
            *(role(name, chosen, current) for name in ROLES),
            choice("group", group_choices(current), chosen),
            written("place", _("Town, crossing or port"), chosen.place),
            written("text", _("Title, note, agency, concealment"), chosen.text),
            choice("drug_group", coded(current, "drug_group", drug_group_name), chosen),
            choice("mode", coded(current, "mode", mode_name), chosen),
            choice("source_kind", coded(current, "source_kind", source_kind_name), chosen),
            choice("precision", coded(current, "precision", precision_name), chosen),
            dmc.Button(
                _("Clear all filters"),
                id="clear",
                variant="default",
                size="xs",
                fullWidth=True,
                **{"data-clear": "all"},
            ),
        ],
        className="rail",
        tabIndex=0,
        **{"aria-label": _("Filters")},
    )


def substances(chosen: Filter, current: Data) -> dmc.CheckboxGroup:
    """Every substance of the data with its colour, commonest first; nothing ticked means any substance."""
    present = held(current, "drug")
    boxes = [
        dmc.Checkbox(
            label=html.Span(
                [html.Span(className=f"chip family-{drug(slug).family}"), drug_name(slug)],
                className="substance",
                **{"data-dim": drug(slug).family},
            ),
            value=slug,
            size="sm",
        )
        for slug in sorted(present, key=lambda slug: (slug == "other", present.index(slug)))
    ]
    return dmc.CheckboxGroup(
        dmc.Stack(boxes, gap=8, mt=6),
        id="f-drug",
        label=filter_title("drug"),
        description=_("None ticked: any substance"),
        value=list(chosen.drug),
    )


def least_quantity(chosen: Filter) -> html.Div:
    value = least_value(chosen)
    steps = [{"value": "", "label": _("Any")}, *({"value": kg, "label": kg_label(kg)} for kg in LEAST_KG)]
    if value not in ("", *LEAST_KG):
        steps.append({"value": value, "label": kg_label(value)})
    control = dmc.SegmentedControl(
        id="f-min_kg", data=steps, value=value, size="xs", fullWidth=True, **{"aria-labelledby": "f-min_kg-label"}
    )
    return html.Div([html.Div(filter_title("min_kg"), className="label", id="f-min_kg-label"), control], role="group")


def least_value(chosen: Filter) -> str:
    return "" if chosen.min_kg is None else f"{chosen.min_kg:g}"


def kg_label(kg: str) -> str:
    mass_kg = float(kg)
    return _("{n} t", n=digits(f"{mass_kg / 1000:g}")) if mass_kg >= 1000 else _("{n} kg", n=digits(f"{mass_kg:g}"))


def role(name: str, chosen: Filter, current: Data) -> dmc.MultiSelect:
    codes = sorted(held(current, name), key=country_name)
    data = [{"value": code, "label": country_name(code)} for code in codes]
    if name == "country":
        data.append({"value": "none", "label": _("At sea, or country not stated")})
    hint = _("Or click a country on the map") if name == "country" else None
    value = getattr(chosen, name)
    return select(name, filter_title(name), with_chosen(data, value, country_name), list(value), hint)


def held(current: Data, dimension: str) -> list[str]:
    """The values that the data holds in a dimension, whatever the filter, commonest first."""
    return current.ask(Question("counts", Filter(), (dimension,)))["value"].dropna().tolist()


def coded(current: Data, dimension: str, naming) -> list[dict[str, str]]:
    return [{"value": code, "label": naming(code)} for code in held(current, dimension)]


def group_choices(current: Data) -> list[dict[str, str]]:
    names = current.groups.drop_duplicates("group")
    return [{"value": slug, "label": _(name)} for slug, name in zip(names["group"], names["name"])]


def choice(name: str, data: list[dict[str, str]], chosen: Filter) -> dmc.MultiSelect:
    value = list(getattr(chosen, name))
    return select(name, filter_title(name), with_chosen(data, value, str), value)


def with_chosen(data: list[dict], value, naming) -> list[dict]:
    """A value that a link names but the data does not hold can be seen and taken out again."""
    there = {entry["value"] for entry in data}
    return data + [{"value": code, "label": naming(code)} for code in value if code not in there]


def select(name: str, title: str, data: list[dict], value: list[str], hint: str | None = None) -> dmc.MultiSelect:
    return dmc.MultiSelect(
        id=f"f-{name}",
        label=title,
        description=hint,
        data=data,
        value=value,
        size="sm",
        searchable=True,
        selectFirstOptionOnChange=True,
        clearable=True,
        hidePickedOptions=True,
        placeholder=None if value else _("Any"),
        nothingFoundMessage=_("Nothing by that name"),
        comboboxProps={"withinPortal": True},
        clearButtonProps={"aria-label": _("Clear {name}", name=title)},
    )


def written(name: str, hint: str, value: tuple[str, ...]) -> dmc.TextInput:
    return dmc.TextInput(
        id=f"f-{name}", label=filter_title(name), placeholder=hint, value=", ".join(value), size="sm", debounce=500
    )


def follow_link(app: Dash, drawn_for: str) -> None:
    """The controls follow what a page has drawn: the store `drawn_for` with `search` (the link) and `filter` (canonical)."""
    app.clientside_callback(
        ClientsideFunction("rail", "follow"),
        Input(drawn_for, "data"),
        *(State(f"f-{name}", "value") for name in CONTROLS),
        prevent_initial_call=True,
    )


def register(app: Dash) -> None:
    """The controls write the link, on every page that has them."""
    app.clientside_callback(
        ClientsideFunction("rail", "controls"),
        Output("url", "search"),
        *(Input(f"f-{name}", "value") for name in CONTROLS),
        prevent_initial_call=True,
    )
