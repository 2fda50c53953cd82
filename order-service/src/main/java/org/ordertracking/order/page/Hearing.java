package org.ordertracking.order.page;

/** What became of a question to the service that knows. */
enum Hearing {
    /** It told what there is. */
    TOLD,
    /** It answered that it knows nothing of the order yet. */
    NOTHING_YET,
    /** It is down, slow, or cannot answer. */
    AWAY
}
