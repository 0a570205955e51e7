"""A plugin of dbt-duckdb: finds the folder of the lake, and makes the folders that gold files go to."""

import os
import shlex

from dbt.adapters.duckdb.plugins import BasePlugin
from dbt.adapters.duckdb.utils import TargetConfig
from dbt_common.exceptions import DbtRuntimeError


class Plugin(BasePlugin):
    def update_connection_config(self, creds, config):
        """Runs before DuckDB opens its file, whose folder must be there."""
        given = os.environ.get("HOURLAKE_LAKE")
        if given is not None and (given == "" or "://" in given):
            raise DbtRuntimeError(
                f'Expected HOURLAKE_LAKE to be a folder, got "{given}". For a lake in a bucket, pass --target aws.'
            )
        # Without the variable the path of the profile is seen from the folder of this file.
        base = os.getcwd() if given is not None else os.path.dirname(os.path.abspath(__file__))
        creds.path = os.path.normpath(os.path.join(base, creds.path))
        gold = os.path.dirname(creds.path)
        self.lake = os.path.dirname(gold)
        if not os.path.isdir(os.path.join(self.lake, "_lake")):
            state = "has no lake in it" if os.path.isdir(self.lake) else "does not exist"
            raise DbtRuntimeError(
                f"Expected HOURLAKE_LAKE to be the folder of a lake, but {self.lake} {state}. "
                f'Fill it with "npx hourlake ingest --lake {shlex.quote(self.lake)}", or set HOURLAKE_LAKE to another folder.'
            )
        os.makedirs(gold, exist_ok=True)

    def configure_cursor(self, cursor):
        """The macro lake_folder() reads it."""
        cursor.execute("SET VARIABLE lake_folder = $1", [self.lake])

    def store(self, target_config: TargetConfig):
        """The macro write_gold() calls it before DuckDB writes a file, since DuckDB makes no folders."""
        os.makedirs(os.path.dirname(target_config.location.path), exist_ok=True)
