"""Several hundred everyday phrases that any photo can be held against.

A cosine between a photo and some words means little by itself; whether the words fit the photo better than hundreds of
other things one might say of it means a lot, and means the same for every model. The phrases are ours: what people
photograph, in the words they would search by, spread over animals, food, things, places, people, what they do, light
and weather, papers and drawings. A phrase need not fit any photo of a library, and what is searched for need not be
here.
"""

from __future__ import annotations

_ANIMALS = """
a dog, a puppy, a cat, a kitten, a horse, a cow, a sheep, a goat, a pig, a rabbit, a mouse, a squirrel, a fox, a wolf,
a bear, a deer, a lion, a tiger, a leopard, a monkey, a gorilla, an elephant, a giraffe, a zebra, a rhinoceros, a
camel, a kangaroo, a bat, a seal, a whale, a dolphin, a shark, a fish, a crab, a jellyfish, a frog, a lizard, a snake,
a turtle, a spider, a butterfly, a bee, a beetle, a snail, a bird, a parrot, an owl, an eagle, a duck, a swan, a
chicken, a rooster, a pigeon, a penguin, a seagull, a peacock, an ostrich, animals in a zoo, farm animals, an insect
on a leaf
"""

_PLANTS = """
a tree, a palm tree, a bush, a leaf, autumn leaves, grass, a lawn, moss, a fern, a cactus, mushrooms, a flower, a
rose, a tulip, a daisy, a sunflower, an orchid, a bouquet of flowers, a potted plant, a garden, a vegetable garden, a
hedge, a field of wheat, a vineyard, blossom on a branch, a pine cone, bamboo, ivy on a wall
"""

_FOOD = """
food on a plate, breakfast, dinner, a meal in a restaurant, bread, a sandwich, a hamburger, a pizza, pasta, soup,
salad, rice, sushi, meat, a steak, a sausage, fish on a plate, an egg, cheese, a cake, a birthday cake, cookies,
chocolate, ice cream, a pie, candy, fruit, an apple, an orange, a banana, grapes, berries, a melon, vegetables,
carrots, potatoes, tomatoes, mushrooms in a pan, corn, a cup of coffee, a pot of tea, a glass of water, a glass of
wine, a bottle, a can of beer, a cocktail, a bowl, a cup, a fork and a knife, a spoon, a barbecue, a picnic, a market
stall
"""

_HOME = """
a house, an apartment, a living room, a bedroom, a kitchen, a bathroom, a dining room, an office, a hallway, a
staircase, a balcony, a garage, a cellar, a roof, a door, a window, a wall, a floor, a fireplace, a curtain, a carpet,
a mirror, a picture on a wall, a lamp, a candle, a chair, a bench, a sofa, a table, a desk, a bed, a pillow, a
blanket, a shelf, a bookcase, a cupboard, a refrigerator, an oven, a stove, a sink, a bath, a shower, a toilet, a
towel, a washing machine, a vase, a clock, a fan, a basket, a box, a bucket, a broom, a rubbish bin
"""

_THINGS = """
a book, a newspaper, a pen, a pencil, scissors, a key, a lock, a coin, a bank note, a ring, a necklace, a watch,
glasses, a hat, a shoe, boots, a dress, a shirt, a coat, trousers, a tie, gloves, a scarf, a sock, a bag, a backpack,
a suitcase, a wallet, an umbrella, a phone, a laptop, a keyboard, a computer screen, a television, a radio, a camera,
headphones, a loudspeaker, a printer, a remote control, a light bulb, a battery, a cable, a machine, an engine, a
wheel, a hammer, a screwdriver, a saw, a drill, an axe, a ladder, a rope, a chain, a ball, a toy, a doll, a teddy
bear, a balloon, a kite, a game of cards, a chess board, dice, a guitar, a piano, a violin, a drum, a trumpet, a flag,
a gun, a sword, a tent, a bottle of medicine, a toothbrush, a comb, soap, paint and brushes, a sculpture, a statue, a
painting, a mask
"""

_ON_THE_WAY = """
a car, a sports car, a taxi, a truck, a van, a bus, a tram, a train, an underground train, a bicycle, a motorcycle, a
scooter, a tractor, an ambulance, a fire engine, a police car, a helicopter, an aeroplane, the wing of an aeroplane, a
boat, a sailing boat, a ship, a canoe, a ferry, a rocket, a railway station, an airport, a car park, a motorway, a
bridge, a tunnel, a road, a country road, a crossing, a traffic light, a street sign, a petrol station, a harbour
"""

_PLACES = """
a city, a street, a village, a square, a skyscraper, a tower, a church, a mosque, a temple, a castle, a ruin, a
palace, a museum, a library, a school, a classroom, a hospital, a factory, a shop, a supermarket, a market, a
restaurant, a bar, a hotel, a theatre, a stadium, a swimming pool, a playground, a park, a zoo, a farm, a barn, a
windmill, a lighthouse, a fountain, a monument, a graveyard, a fence, a gate, a building site, a brick wall, an old
building, a modern building, a beach, the sea, waves, an island, a cliff, a lake, a river, a waterfall, a pond, a
swamp, a mountain, a hill, a valley, a volcano, a glacier, a cave, rocks, sand, a desert, a forest, a path in a wood,
a meadow, a field, a landscape
"""

_SKY_AND_WEATHER = """
the sky, clouds, a rainbow, rain, snow, ice, fog, a thunderstorm, lightning, the sun, a sunset, a sunrise, the moon,
stars at night, a city at night, fireworks, a fire, smoke, shadows, a reflection in water, drops of water, bright
light, darkness, a blurred picture, a close-up, a view from above, a view through a window
"""

_PEOPLE = """
a person, a man, a woman, a child, a boy, a girl, a baby, an old man, an old woman, a couple, a family, a group of
people, a crowd, a face, a smiling woman, a man with a beard, a hand, feet, an eye, hair, a portrait, a selfie, a
wedding, a bride, a party, a concert, a dance, a parade, a funeral, a meeting, a speech, a soldier, a police officer,
a doctor, a cook, a farmer, a worker, a musician, a nurse, a teacher with pupils, a dentist, a clown, a king, an
astronaut
"""

_DOING = """
running, walking, sitting, sleeping, eating, drinking, cooking, cleaning, reading, writing, talking on the phone,
singing, playing music, dancing, laughing, crying, kissing, swimming, diving, surfing, sailing, fishing, skiing,
snowboarding, ice skating, skateboarding, cycling, climbing, hiking, camping, riding a horse, playing football,
playing tennis, playing baseball, playing basketball, playing golf, playing volleyball, boxing, gymnastics, a race,
jumping, throwing a ball, shopping, working at a computer, driving a car, travelling, waiting in a queue, cutting
hair, brushing teeth, painting a wall
"""

_PAPERS_AND_DRAWINGS = """
a page of text, a letter, a handwritten note, a receipt, an invoice, a form, a business card, a passport, a ticket, a
map, a calendar, a menu, a poster, a sign with words, a label, a bar code, a chart, a diagram, a table of numbers, a
screenshot, a web page, a presentation slide, a logo, an icon, a drawing, a cartoon, a sketch, a plan of a house, a
black and white photo, a pattern, stripes, dots, a plain background, a red square, a blue circle, a green triangle, a
yellow star, black, white, red, blue, green, yellow, something pink, something purple, something orange, something
brown, something grey
"""

_LONGER = """
a man riding a bicycle down the street, a woman standing in front of a building, two children playing in the garden, a
dog running on the beach, a cat lying on a bed, a group of people sitting around a table, a boat on a calm lake, a
train standing in a station, a plate with meat and vegetables, a man in a suit holding a microphone, a woman looking
at her phone, a car parked beside a road, a bird sitting on a branch, a view over the roofs of a town, snow on the
mountains behind a lake, people walking through a shopping street, a person holding a sign, a table with bottles and
glasses, an empty room with a large window, a boy throwing a ball to his father, a horse standing in a field, a desk
with a computer and papers, a street with shops at night, a baby in the arms of its mother, trees beside a river in
autumn, a player hitting a ball, a crowd watching a game, a shelf full of books, toys on the floor, flowers in a vase
on a table, an old car in front of a house, a kitchen with white cupboards, people in a boat, a man working on a roof,
a girl with long hair and a hat, a plane in the sky above a city, a sink with a mirror above it
"""

_GROUPS = (
    _ANIMALS,
    _PLANTS,
    _FOOD,
    _HOME,
    _THINGS,
    _ON_THE_WAY,
    _PLACES,
    _SKY_AND_WEATHER,
    _PEOPLE,
    _DOING,
    _PAPERS_AND_DRAWINGS,
    _LONGER,
)  # fmt: skip

REFERENCE_PHRASES: tuple[str, ...] = tuple(" ".join(phrase.split()) for group in _GROUPS for phrase in group.split(","))
