"""What is wrong with a file, or with two files together, in words."""

import duckdb


def run_checks(con: duckdb.DuckDBPyConnection) -> None:
    """Write the verdicts of every check to the table `checks` of the database in use on `con`."""
    con.execute(
        """
        insert into checks
        select file_id, 'closed_before_received', 'contacts', 'use with care',
            format('{:,} contacts were closed before they were received.', count(*)), count(*)
        from contacts where closed_at < received_at and grain = 'moment' group by file_id
        """
    )
