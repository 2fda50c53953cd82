from kafka import KafkaProducer

producer = KafkaProducer(bootstrap_servers='localhost:9092')
producer.send('order_topic', b'Order ID 12345 placed')
producer.flush()
