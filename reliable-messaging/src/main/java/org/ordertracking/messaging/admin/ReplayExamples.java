package org.ordertracking.messaging.admin;

/** Examples of the API's description. A test sends the requests, and holds each against its schema. */
final class ReplayExamples {

    static final String REQUEST = """
            {"views": ["timeline"]}""";

    static final String REPLAY = """
            {"id": "6f4e1c9a-3b52-4f0e-9d57-0c1f2a3b4c5d", "state": "RUNNING", "percent": 40,
             "startedAt": "2026-01-31T12:00:00Z",
             "views": [{"view": "timeline", "state": "RUNNING", "percent": 40, "skipped": 0,
                        "startedAt": "2026-01-31T12:00:00Z",
                        "topics": [{"topic": "orders", "done": 400, "toDo": 600, "missing": 0}]}]}""";

    static final String KNOWN = "{\"views\": [\"stock-levels\", \"timeline\"], \"replays\": [" + REPLAY + "]}";

    static final String UNKNOWN_VIEW = """
            {"type": "urn:order-tracking:problem:unknown-view", "title": "There is no such view", "status": 400,
             "detail": "views: some of [stock-levels, timeline]", "instance": "/admin/replay",
             "remedy": "Mend the fields named in errors and send the request again.",
             "errors": [{"field": "views", "limit": "some of [stock-levels, timeline]",
                         "remedy": "Name views that GET /admin/replay lists, or leave them out to build all."}]}""";

    static final String RUNNING = """
            {"type": "urn:order-tracking:problem:replay-running", "title": "The view is being built already",
             "status": 409, "detail": "timeline is being built already", "instance": "/admin/replay",
             "remedy": "GET /admin/replay says how far it is; send it again when it is done."}""";

    static final String UNKNOWN_REPLAY = """
            {"type": "urn:order-tracking:problem:unknown-replay", "title": "There is no such replay", "status": 404,
             "detail": "No replay has the id 4711.", "instance": "/admin/replay/4711",
             "remedy": "GET /admin/replay lists the newest."}""";

    private ReplayExamples() {}
}
