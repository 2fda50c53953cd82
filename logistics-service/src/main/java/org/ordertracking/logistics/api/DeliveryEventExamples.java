package org.ordertracking.logistics.api;

/** What the stream of a delivery looks like, for the API description. A test holds them to what is really sent. */
final class DeliveryEventExamples {

    static final String STATE = """
            event: state
            data: {"orderId":"6f1c2e0e-2f6b-4a43-9a1b-3d0f5f5b7a10","state":"DISPATCHED","carrier":"Northwind Parcel",\
            "trackingNumber":"CA000000011DE","slotStart":"2026-03-02T12:00:00Z","slotEnd":"2026-03-02T14:00:00Z",\
            "destination":{"postalCode":"10115","city":"Berlin","country":"DE"},"scheduledAt":"2026-03-01T12:00:00Z",\
            "dispatchedAt":"2026-03-01T13:00:00Z","vehicleId":"VAN-00007","position":{"vehicleId":"VAN-00007",\
            "latitude":52.4987,"longitude":13.3912,"speedKmh":30.0,"at":"2026-03-01T13:00:07Z"},\
            "estimatedArrival":"2026-03-02T13:00:00Z"}
            """;

    static final String POSITION = """
            event: position
            data: {"vehicleId":"VAN-00007","latitude":52.4987,"longitude":13.3913,"speedKmh":30.0,"at":"2026-03-01T13:00:08Z"}
            """;

    static final String ARRIVAL = """
            event: arrival
            data: {"estimatedArrival":"2026-03-02T13:00:00Z"}
            """;

    static final String END = """
            event: end
            data: {"state":"DELIVERED"}
            """;

    private DeliveryEventExamples() {}
}
