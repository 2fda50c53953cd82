package org.ordertracking.messaging.projection;

/** A view is being built anew already. */
public final class ReplayRunningException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String view;

    ReplayRunningException(String view) {
        super("view " + view + " is being built anew already");
        this.view = view;
    }

    /** The view's name. */
    public String view() {
        return view;
    }
}
