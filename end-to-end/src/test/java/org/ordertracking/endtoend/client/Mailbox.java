package org.ordertracking.endtoend.client;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Client of a GreenMail server: what arrived by SMTP. */
public final class Mailbox {

    private final HttpJson http;

    public Mailbox(URI greenMailApi) {
        this.http = new HttpJson(greenMailApi);
    }

    /** The mails that arrived for an address, the oldest first; none when the server never heard of it. */
    public List<Mail> of(String address) {
        String path = "/api/user/" + URLEncoder.encode(address, StandardCharsets.UTF_8) + "/messages";
        try {
            return List.of(http.get(path, Mail[].class));
        } catch (UnexpectedStatusException nobody) {
            if (nobody.status() == 400 || nobody.status() == 404) {
                return List.of();
            }
            throw nobody;
        }
    }

    /** A mail, of which only the subject matters here. */
    public record Mail(String subject) {}
}
