package org.ordertracking.notification.text;

import io.quarkus.qute.Engine;
import io.quarkus.qute.Template;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import org.ordertracking.events.Channel;
import org.ordertracking.events.Event;
import org.ordertracking.notification.config.NotificationConfig;
import org.ordertracking.notification.domain.Contact;
import org.ordertracking.notification.domain.Message;
import org.ordertracking.notification.domain.Occasion;

/**
 * Writes what customers read, from one file per language, occasion and channel, for example
 * {@code templates/en/order-confirmed.mail.txt}.
 *
 * <p>Every file declares the types of its {@code event} and {@code customer}, so a misspelt field fails the build. A
 * mail's subject is its fragment {@code subject}. A further language is a further folder; what it lacks is written in
 * {@value #FALLBACK_LANGUAGE}.
 */
@Startup
@ApplicationScoped
public class MessageWriter {

    private static final String FALLBACK_LANGUAGE = "en";
    private static final String SUBJECT = "subject";

    private final Engine engine;
    private final String language;

    MessageWriter(Engine engine, NotificationConfig config) {
        this.engine = engine;
        this.language = config.language();
    }

    /** A missing file must stop the start, not the news to a customer. */
    @PostConstruct
    void requireAllTexts() {
        for (Occasion occasion : Occasion.values()) {
            for (Channel channel : Channel.values()) {
                Template template = template(occasion, channel);
                if (channel == Channel.MAIL && template.getFragment(SUBJECT) == null) {
                    throw new IllegalStateException("templates/" + template.getId() + " has no fragment " + SUBJECT);
                }
            }
        }
    }

    /** The message that tells a customer of an event. */
    public Message write(Channel channel, Occasion occasion, Event event, Contact customer) {
        Template template = template(occasion, channel);
        String text = render(template, event, customer);
        return switch (channel) {
            case MAIL -> Message.mail(render(template.getFragment(SUBJECT), event, customer), text);
            case SMS -> Message.sms(text);
        };
    }

    private static String render(Template template, Event event, Contact customer) {
        return template.data("event", event).data("customer", customer).render();
    }

    private Template template(Occasion occasion, Channel channel) {
        Template template = engine.getTemplate(path(language, occasion, channel));
        if (template == null) {
            template = engine.getTemplate(path(FALLBACK_LANGUAGE, occasion, channel));
        }
        if (template == null) {
            throw new IllegalStateException(
                    "templates/" + path(FALLBACK_LANGUAGE, occasion, channel) + " is missing in this build");
        }
        return template;
    }

    private static String path(String language, Occasion occasion, Channel channel) {
        String suffix = switch (channel) {
            case MAIL -> ".mail.txt";
            case SMS -> ".sms.txt";
        };
        return language + "/" + occasion.fileName() + suffix;
    }
}
