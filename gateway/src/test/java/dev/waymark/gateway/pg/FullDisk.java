package dev.waymark.gateway.pg;

import java.util.List;

/** A database that refuses, as PostgreSQL does on a full disk, whatever would need room for a row of some tables or for a new table. */
public final class FullDisk {

    public static final List<String> CAUSES = List.of(
            """
            create function full_disk_table() returns event_trigger language plpgsql as
            $$ begin raise exception 'planted' using errcode = '53100', detail = 'planted'; end $$
            """,
            """
            create function full_disk_row() returns trigger language plpgsql as
            $$ begin raise exception 'planted' using errcode = '53100', detail = 'planted'; end $$
            """,
            "create trigger full_disk before insert on feed for each statement execute function full_disk_row()",
            "create trigger full_disk before insert on event for each statement execute function full_disk_row()",
            "create event trigger full_disk on ddl_command_start when tag in ('CREATE TABLE AS')"
                    + " execute function full_disk_table()");

    public static final List<String> ENDS = List.of(
            "drop event trigger full_disk", "drop trigger full_disk on feed", "drop trigger full_disk on event");

    private FullDisk() {}
}
