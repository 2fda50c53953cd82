package org.ordertracking.order.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import org.ordertracking.order.neighbours.Answer;
import org.ordertracking.order.neighbours.Neighbour;

/**
 * What another service says of an order, for the order's page. That it says nothing is news too.
 *
 * @param sentence for the reader when nothing was told; names no addresses, since any customer reads it
 * @param news as that service's API has it; left out when nothing was told
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record NewsOfOrder(Hearing hearing, String sentence, JsonNode news) {

    private static final int NOT_FOUND = 404;

    /**
     * @param subject what is asked for, as the subject of a sentence in the singular: "The parcel"
     * @param nothingYet what to say when the service does not know the order
     */
    static NewsOfOrder of(Answer answer, Neighbour neighbour, String subject, String nothingYet) {
        if (answer instanceof Answer.Answered answered) {
            return new NewsOfOrder(Hearing.TOLD, null, answered.body());
        }
        if (answer instanceof Answer.Refused refused && refused.status() == NOT_FOUND) {
            return new NewsOfOrder(Hearing.NOTHING_YET, nothingYet, null);
        }
        String what = answer instanceof Answer.Refused refused
                ? "answers with an error (" + refused.status() + ")"
                : "does not answer";
        return new NewsOfOrder(
                Hearing.AWAY,
                neighbour.label() + " " + what + " at the moment. " + subject + " shows here again when it is back.",
                null);
    }
}
