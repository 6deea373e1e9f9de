"""Which of the statements that data can make of the first fixture's indicators a draft makes, at each detail.

    python -m tests.benchmarks.derivable_claims

The statements are those of a report that a careful reader took apart claim by claim: each is here by its
number, with the indicator that it is about and what a sentence must hold to make it, or to say in its place
what is true. A pattern is looked for in all that the paper says of the indicator: its paragraph, the summary,
and sentences about several.
"""

from __future__ import annotations

import re
import warnings
from collections import defaultdict
from collections.abc import Mapping

import narrate
from narrate.spec import Detail
from tests.conftest import LEICESTERSHIRE

ALL = ""
"""Key of statements about the report as a whole."""

RISE, LEVEL, FALL = (
    r"\b(rose|rise|rising|risen|increase)\b",
    r"\b(plateaued|levelling)\b",
    r"\b(fell|fall|reducing|decrease)\b",
)
QUARTER = r"(quarter|Q2)\b[^.]*"

CLAIMS: Mapping[str, Mapping[str, str]] = {
    ALL: {
        "11": r"calls? for attention",
        "12": r"levelling, \w+ have plateaued",
        "13": r"had been rising before",
        "66": r"published some months after",
    },
    "total_crime": {
        "15, 37": r"spring of 2021",
        "16, 38": LEVEL,
        "17": r"(plateaued since|for (the last )?three quarters|December 2022)",
        "39": r"72\.80",
        "40": r"72\.47",
    },
    "burglary_residential": {
        "18, 43": rf"{QUARTER}6\.1%",
        "21": r"6\.4%|slight",
        "22": r"not (statistically )?significant",
        "41": RISE,
        "42": LEVEL,
        "44": r"2\.61",
        "45": r"2\.79",
        "46, 47": r"Rutland|areas",
    },
    "burglary_business_community": {
        "19, 51": rf"{QUARTER}20\.3%",
        "20, 48": r"[Rr]esidential burglary",
        "49": r"[Rr]esidential burglary \(2\.61\)",
        "50": LEVEL,
        "52": r"1\.42",
        "53": r"1\.16",
    },
    "vehicle_offences": {
        "54": r"nine quarters",
        "55": r"four quarters of increase|rose for four",
        "56": LEVEL,
        "57": r"5\.45",
        "58": r"5\.34",
        "59": r"much as|close to|little changed|not significantly",
    },
    "violence_with_injury": {
        "23, 60": r"(eight quarters|two years) of increase|rose for eight|risen for eight",
        "24, 61": LEVEL,
        "25, 26, 62": rf"{QUARTER}3\.1%",
        "63": r"9\.27",
        "64": r"East Midlands",
        "65": r"England and Wales",
    },
    "first_time_entrants": {
        "67": r"12 months to June 2022",
        "70, 71": r"55\.8%|more than halved",
        "73": r"no movement",
        "75": r"190",
        "76, 77": r"\b90\b",
        "78": r"shares nine months",
    },
    "youth_reoffending": {"79": r"below a year earlier", "80": r"0\.53", "81": r"0\.77"},
    "youth_eet": {"82": r"2019/20", "85": r"63\.6%", "86": r"above a year earlier", "87": r"52\.9%"},
    "marac_repeat_referrals": {
        "27, 90": r"peak of 51%|peaked at 51%",
        "91": r"June 2020",
        "92": FALL,
        "28, 93": LEVEL,
        "29, 94": r"37%",
        "95": r"SafeLives upper threshold of 40%",
    },
    "domestic_violence_with_injury": {
        "99, 100": r"new to the report",
        "102": r"3\.08",
        "104": RISE,
        "105": LEVEL,
        "106": rf"{QUARTER}3\.4%",
    },
    "domestic_crimes_and_incidents": {"103": r"16\.81", "104": RISE, "105": LEVEL},
    "asb_decreased_or_same": {
        "35": r"for the worse",
        "108": r"five quarters",
        "111": r"69\.70%",
        "112": r"20\.65",
        "113": r"90\.35%",
    },
    "feel_safe_after_dark": {"115": r"70\.61%", "116": r"8\.11", "117": r"78\.72%", "118": r"71\.00%"},
    "asb_police": {
        "30, 131, 132": r"reducing",
        "133": r"5\.88",
        "134": r"7\.40|20\.5%",
        "135": r"Charnwood",
    },
    "asb_sentinel": {
        "32": r"[Aa]nti-social behaviour reported to the police",
        "33, 136": r"fell|fall\b",
        "34, 137": LEVEL,
        "138": rf"{QUARTER}(level|the same)",
        "139": r"6\.51",
        "140": r"12\.67",
        "141": r"Charnwood",
    },
    "hate_crime": {
        "142": r"very low",
        "143": r"1\.53",
        "144": r"11\.6%",
        "145": r"1\.73",
        "146": rf"{QUARTER}9\.7%",
        "147": r"rising for five quarters|rose for five",
    },
    "racially_religiously_aggravated": {
        "148": r"very low",
        "149": r"0\.79",
        "151": r"16\.2%",
        "152": r"0\.68",
    },
    "get_on_well": {
        "154": r"89\.19%",
        "155": r"much as|close to|little changed|not significantly|does not differ significantly",
        "156": r"88\.73%",
        "157": r"12 quarters of decrease|fell|fallen",
        "158": rf"{QUARTER}2\.34",
    },
}


def told(report: narrate.Report) -> dict[str, str]:
    """Return all that a paper says of each indicator, and of them all."""
    texts: dict[str, list[str]] = defaultdict(list)
    for paragraph in report.document.paragraphs():
        texts[ALL].append(paragraph.text)
        texts[paragraph.id].append(paragraph.text)
        if paragraph.table:
            texts[paragraph.id] += [cell for row in paragraph.table.rows for cell in row]
        for sentence in paragraph.sentences:
            for name in sentence.findings:
                texts[name.partition("/")[0]].append(sentence.text)
    return {key: " ".join(said) for key, said in texts.items()}


def missing(report: narrate.Report) -> list[str]:
    """Return the statements that a paper does not make, by indicator and number."""
    texts = told(report)
    return [
        f"{code or 'report'} {number}"
        for code, claims in CLAIMS.items()
        for number, pattern in claims.items()
        if not re.search(pattern, texts.get(code, ""))
    ]


def claims_in(numbers: str) -> int:
    """Return how many statements stand behind a key such as "28, 93"."""
    return len(numbers.split(", "))


def main() -> None:
    warnings.simplefilter("ignore")
    total = sum(claims_in(number) for claims in CLAIMS.values() for number in claims)
    for detail in Detail:
        gone = missing(narrate.compose(LEICESTERSHIRE / "report.toml", detail=detail))
        lost = sum(claims_in(one.partition(" ")[2]) for one in gone)
        print(f"{detail}: {total - lost} of {total} statements; without {'; '.join(gone) or 'none'}")


if __name__ == "__main__":
    main()
