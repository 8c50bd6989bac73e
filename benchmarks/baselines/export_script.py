"""What an export script does today: all inventory records of a location into a CSV file, with requests and pandas.

    python -m benchmarks.baselines.export_script LOCATION_ID FILE.csv

ION's address and key come from the settings of First Resonance's own names.
"""

import os
import sys
from typing import Any

import pandas as pd
import requests

PAGE = 100
TIMEOUT = 60

QUERY = """
query Inventory($location: ID!, $first: Int!, $after: String) {
  partInventories(filters: {locationId: {eq: $location}}, sort: [ID_ASC], first: $first, after: $after) {
    pageInfo { hasNextPage endCursor }
    edges { node {
      id quantity lotNumber serialNumber status
      location { name }
      part { partNumber revision description }
    } }
  }
}
"""


def token() -> str:
    """A bearer token for the API key."""
    answer = requests.post(
        f"{os.environ['ION_AUTH_SERVER']}/realms/api-keys/protocol/openid-connect/token",
        data={
            "grant_type": "client_credentials",
            "client_id": os.environ["ION_CLIENT_ID"],
            "client_secret": os.environ["ION_CLIENT_SECRET"],
        },
        timeout=TIMEOUT,
    )
    answer.raise_for_status()
    return str(answer.json()["access_token"])


def records(location: int) -> list[dict[str, Any]]:
    """Page after page."""
    headers = {"Authorization": f"Bearer {token()}"}
    found: list[dict[str, Any]] = []
    after = None
    while True:
        asked = {"query": QUERY, "variables": {"location": location, "first": PAGE, "after": after}}
        answer = requests.post(f"{os.environ['ION_API_URI']}/graphql", json=asked, headers=headers, timeout=TIMEOUT)
        answer.raise_for_status()
        page = answer.json()["data"]["partInventories"]
        found += [edge["node"] for edge in page["edges"]]
        if not page["pageInfo"]["hasNextPage"]:
            return found
        after = page["pageInfo"]["endCursor"]


if __name__ == "__main__":
    pd.json_normalize(records(int(sys.argv[1]))).to_csv(sys.argv[2], index=False)
