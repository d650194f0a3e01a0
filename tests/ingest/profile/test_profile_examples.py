"""Shipped profiles of which no real file is at hand: a few rows under the export's own headers, and how they land."""

import json

import pytest

from tests.ingest.loading import Folder, counts


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path)


@pytest.mark.parametrize("problem", ["Complaint Type", "Problem (formerly Complaint Type)"])
def test_new_york(folder, problem):
    receipt = folder.load_one(
        "nyc.csv",
        f"Unique Key,Created Date,Closed Date,Agency,Agency Name,{problem},Status,Due Date,Community Board,"
        "Open Data Channel Type,Latitude,Longitude,Incident Address",
        "41756015,02/21/2019 01:00:00 PM,02/21/2019 01:02:00 PM,DHS,Homeless Services,Assistance,Closed,,09 MANHATTAN,"
        "MOBILE,40.81,-73.95,530 W 135 ST",
        "41756016,02/22/2019 09:00:00 AM,,DOB,Buildings,Plumbing,Open,,Unspecified,UNKNOWN,,,",
        "41756017,02/23/2019 09:00:00 AM,,DOB,Buildings,Plumbing,Open,,0 Unspecified,CARRIER PIGEON,,,",
    )
    assert (receipt.profile, counts(receipt)) == ("nyc-311", (3, 2, 1, 0, 0))
    assert folder.rows(
        "select contact_id, received_at::varchar, channel, reason, ward_code from contacts order by 1"
    ) == [
        ("41756015", "2019-02-21 13:00:00", "app", "Assistance", "09 MANHATTAN"),
        ("41756016", "2019-02-22 09:00:00", "Not recorded", "Plumbing", "Not recorded"),
    ]


def test_open311(folder):
    requests = [
        {
            "service_request_id": "638344",
            "status": "closed",
            "status_notes": "Done.",
            "service_name": "Sidewalk",
            "service_code": "006",
            "description": "A cracked slab",
            "agency_responsible": "Public Works",
            "requested_datetime": "2024-07-14T06:37:38Z",
            "updated_datetime": "2024-07-15T06:37:38Z",
            "expected_datetime": "2024-07-16T06:37:38Z",
            "address": "8 High St",
            "lat": 51.5,
            "long": -1.2,
        },
        {
            "service_request_id": "638349",
            "status": "open",
            "service_name": "Sidewalk",
            "service_code": "006",
            "requested_datetime": "2024-01-14T06:37:38Z",
            "lat": 51.5,
            "long": -1.2,
        },
    ]
    path = folder.root / "requests.json"
    path.write_text(json.dumps(requests), encoding="utf-8")
    receipt = folder.load(path).files[0]
    assert (receipt.profile, counts(receipt)) == ("open311-georeport-v2", (2, 2, 0, 0, 0))
    assert folder.rows(
        "select contact_id, received_at::varchar, service, provider, outcome from contacts order by 1"
    ) == [
        ("638344", "2024-07-14 07:37:38", "Sidewalk", "Public Works", "closed"),
        ("638349", "2024-01-14 06:37:38", "Sidewalk", "Not recorded", "open"),
    ]


def test_lg_inform(folder):
    receipt = folder.load_one(
        "lg.csv",
        "Area,Period,Metric type,Value",
        'Oxford,2023/24,Residents satisfied with the council (%),"61.5"',
        'Oxford,2023/24 Q2,Calls answered,"1,204"',
        "Oxford,2022/23,Residents satisfied with the council (%),Missing",
        "Oxford,2022/23,Calls answered,about 9",
    )
    assert (receipt.profile, counts(receipt)) == ("lg-inform", (4, 3, 1, 0, 0))
    assert folder.rows("select period::date::varchar, organisation, figure, value from benchmarks order by 1, 3") == [
        ("2022-04-01", "Oxford", "Residents satisfied with the council (%)", None),
        ("2023-04-01", "Oxford", "Residents satisfied with the council (%)", 61.5),
        ("2023-07-01", "Oxford", "Calls answered", 1204.0),
    ]
