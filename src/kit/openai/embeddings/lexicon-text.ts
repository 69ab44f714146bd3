/**
 * Words by the concept they stand for: the meaning that the offline embeddings know. A topic begins
 * with `#`; each line is a concept and its words. A word on several lines is ambiguous and is split
 * between them. Phrases of several words are read as one.
 */
export const lexiconText = `
# commerce
refund: refund, reimburse, reimbursement, repay, money back, give back the money, chargeback, compensation
buy: buy, bought, purchase, order, acquire, get hold of, shopping, checkout, basket, cart, buyer, procure, pick up
sell: sell, sold, sale, vend, retail, merchant, seller, vendor, dealer, on sale, for sale
price: price, cost, fee, charge, rate, tariff, amount, pricing, quote, worth, value
expensive: expensive, costly, dear, overpriced, pricey, high price, premium, raise the price
cheap: cheap, affordable, inexpensive, bargain, low cost, budget, discount, reduced, half price, economical
bill: bill, billed, invoice, receipt, statement, charged, billing
pay: pay, paid, payment, spend, transfer, settle, debit, credit card, fee, deposit, instalment, checkout
subscription: subscription, subscribe, plan, membership, monthly, renewal, renew, unsubscribe, licence
cancel: cancel, cancellation, end, terminate, stop, call off, quit, revoke, abort, discontinue
delivery: delivery, deliver, ship, shipping, shipment, parcel, package, courier, post, dispatch, track, shipped, send, sends, sent, mailed, freight, carrier, lorry
address: address, location, place, street, postcode, zip code, whereabouts
store: store, shop, supermarket, market, boutique, outlet, mall, kiosk, bakery, pharmacy, grocery, counter
customer: customer, client, buyer, shopper, guest, consumer
product: product, item, article, goods, merchandise, stock, inventory, sku, warehouse
return: return, send back, exchange, replace, replacement, hand back, brought back
complaint: complaint, complain, dissatisfied, unhappy with, disappointed, grievance
warranty: warranty, guarantee, repair, fix, mend, restore, maintenance, service, insurance, cover

# money
money: money, cash, funds, finance, financial, coins, currency, dollar, euro, pound, wealth, banknote, change, capital
bank: bank, account, branch, deposit, withdraw, savings, teller, cash machine, atm, banking
loan: loan, borrow, lend, mortgage, debt, credit, owe, lender, borrower, borrowing
interest: interest, interest rate, yield, percent, rates
tax: tax, taxes, levy, duty, vat, revenue office, taxation, taxpayer, levies
income: income, salary, wage, earnings, revenue, sales, turnover, profit, earn, paycheck, paid, wages, proceeds
loss: loss, deficit, bankrupt, bankruptcy, insolvent, out of money, broke, ruined, went bankrupt, closed down, out of business
invest: invest, investment, stock market, shares, bonds, portfolio, dividend
rise: rise, rose, raise, raised, increase, went up, go up, grow, growth, climb, higher, gain, surge, soar, jump, double, expand
fall: fall, fell, decline, decrease, drop, went down, go down, shrink, lower, reduce, dip, sink, plunge, slump, collapse, sank

# computing
software: software, app, application, program, tool, system, platform
crash: crash, freeze, hang, stops working, stop working, fail, failure, bug, error, exception, broken, glitch, does not work, defect, defective, faulty, malfunction, out of order
startup: startup, launch, boot, open, start up, load
computer: computer, laptop, notebook, desktop, pc, machine, workstation, tablet
phone: phone, mobile, smartphone, cell phone, handset, call
password: password, credentials, passphrase, pin, secret
login: login, log in, sign in, sign on, authenticate, authentication, account, access, log on, username, user name, sign up
internet: internet, connection, network, online, web, wifi, broadband, modem, router, offline
website: website, site, page, web page, homepage, url, link, web site, webpage, online shop
server: server, host, backend, cloud, data centre, cluster, node, servers, service, api
outage: down, unavailable, outage, unreachable, offline, not responding, disrupted, not available, cannot be reached, maintenance
restart: restart, reboot, reset, turn off and on, relaunch
database: database, sql, table, query, record, index, store, queries, rows, columns
code: code, source, function, class, script, implement, programming, compile, refactor, developer, engineer, programmer
test software: unit test, test suite, tests, spec, checks, assertion, continuous integration, flaky, test, testing, ci, pipeline, at random
deploy: deploy, deployment, release, rollout, publish, ship it
file: file, document, folder, directory, attachment, pdf
encrypt: encrypt, encryption, cipher, cryptography, protect, secure, scramble
security: security, vulnerability, attack, breach, hacker, malware, virus, exploit, firewall, safe, safety, guard
data: data, dataset, information, records, statistics, rows
email: email, mail, inbox, message, newsletter, e-mail, mails, letter, correspondence
spam: spam, junk, junk mail, phishing, unwanted, scam, unsolicited, bulk mail
search: search, find, look for, look up, looking for, retrieve, seek, discover
slow: slow, slowly, sluggish, takes long, long time, laggy, latency, delay, wait, waiting, waited, forever, late
fast: fast, quick, quickly, rapid, speedy, swift, prompt, speed, immediately, at once, instantly, exceed
battery: battery, charge, power, charger, plug, accumulator
screen: screen, display, monitor, brightness
backup: backup, copy, archive, snapshot
update: update, upgrade, patch, new version, change, edit, modify
delete: delete, erase, remove, wipe, purge, drop

# machine learning
model: model, network, neural network, classifier, algorithm, predictor, estimator, regression
training: training, train, fit, fitting, learn, learning, epochs, gradient
overfit: overfit, overfits, overfitting, memorise, memorises, memorize, generalise poorly, variance
evaluate: evaluate, evaluation, accuracy, metric, precision, recall, benchmark, score, measure
classify: classify, classification, label, labels, category, categorise, detect, detected, recognise, identify, classified, sort, sorted, flagged, tag
language model: language model, llm, gpt, chatbot, assistant, prompt, token, generate, completion
embedding: embedding, vector, similarity, cosine, nearest neighbour, semantic
hallucinate: hallucinate, hallucination, make up, invent, fabricate, false claim
retrieval: retrieval, rag, passage, context, chunk, grounding, citation
privacy: privacy, personal data, anonymise, gdpr, confidential, pii, redact
bias: bias, unfair, discrimination, prejudice, fairness
probability: probability, chance, likelihood, odds, random, uncertain
experiment: experiment, trial, a/b test, hypothesis, control group, variant

# work
job: job, work, works, employment, career, occupation, profession, position, employed, working, worker, office, shift
hire: hire, hired, recruit, recruited, employ, staff, onboard
dismiss: fire, fired, dismiss, lay off, sack, redundancy, made redundant
company: company, firm, business, corporation, enterprise, startup company, organisation, employer, start-up, factory, manufacturer
boss: boss, manager, supervisor, director, head, chief, leader, executive
colleague: colleague, coworker, team, staff, teammate, employee, worker
meeting: meeting, appointment, conference, session, call, gathering, interview, meet, met, agenda
contract: contract, agreement, deal, terms, treaty, lease
deadline: deadline, due date, time limit, on time, late
project: project, task, assignment, undertaking, plan, roadmap
holiday: holiday, vacation, leave, day off, break, trip

# law and state
law: law, legal, lawyer, lawyers, attorney, solicitor, statute, regulation, rule
court: court, judge, trial, jury, lawsuit, sentence, sentenced, verdict, tribunal, sentencing, guilty, convicted, defendant
prison: prison, jail, cell, custody, imprison, inmate, behind bars, locked up
police: police, officer, officers, constable, detective, sheriff, patrol, policeman, policewoman, cop
crime: crime, criminal, thief, burglar, robber, steal, stole, theft, murder, fraud, robbery, offender, criminals, mugger, shoplifting
arrest: arrest, arrested, caught, catch, detain, seize, apprehend, handcuffs, in custody
government: government, state, ministry, parliament, authority, council, administration, politician, politics, officials
president: president, prime minister, head of state, chancellor, king, queen, minister
election: election, vote, ballot, campaign, candidate, poll, voter, voters, polls
citizen: citizen, citizens, people, nation, public, inhabitant, population
war: war, battle, army, soldier, troops, military, weapon, conflict
speech: speech, address, addressed, talk, lecture, statement, remarks, spoke
border: border, frontier, customs, passport, visa

# health
doctor: doctor, physician, gp, surgeon, specialist, dentist, medic, surgery, practice
nurse: nurse, carer, hospital, clinic, ward, midwife, nurses, hospitals, patient care
ill: ill, sick, patient, disease, unwell, infection, flu, illness, allergic, allergy, symptom, nausea, vomit, cough, cold, health, healthy, allergies
fever: fever, high temperature, chill
pain: pain, hurt, hurts, ache, sore, suffering, injury, injured, wound, headache, bruise, bleed, broken leg
medicine: medicine, medication, pills, pill, drug, tablet, prescribe, prescribed, prescription, antibiotic, vaccine, tablets, syrup, injection, dose
tooth: tooth, teeth, dental, dentist, gum, toothache, cavity
sleep: sleep, asleep, awake, insomnia, rest, nap, tired, stay awake, stays awake, sleeping, bed, bedtime
death: death, die, dies, dead, funeral, fatal, deceased
exercise: exercise, fitness, gym, workout, jog, training session
weight: weight, heavy, diet, obese, slim, kilogram
pregnant: pregnant, pregnancy, birth, born

# family and people
child: child, children, kid, son, daughter, toddler, boy, girl, youngster, pupil
baby: baby, infant, newborn
parent: parent, mother, father, mum, dad, mother-in-law
sibling: brother, sister, sibling, twin
marriage: marriage, marry, married, wedding, spouse, husband, wife, divorce
friend: friend, friends, pal, mate, buddy, companion, neighbour, colleague
neighbour: neighbour, neighbor, next door
old: old, elderly, aged, senior, ancient
young: young, youth, teenager, adolescent
man: man, men, male, gentleman, guy
woman: woman, women, female, lady

# feelings
happy: happy, glad, joy, cheerful, delighted, pleased, content, smile, laugh, fun, satisfied
sad: sad, unhappy, depressed, miserable, upset, sorrow, cry, tears, disappointed, lonely, tearful, grief
angry: angry, furious, mad, annoyed, rage, irritated, temper, outraged, cross, complaint
afraid: afraid, scared, fear, scare, frighten, frightened, terrified, anxious, worried, nervous, panic, worry, dread
love: love, like, adore, fond, enjoy, wonderful, great, excellent, fantastic, amazing, superb, brilliant, favourite, good, nice, perfect, recommend
hate: hate, dislike, awful, terrible, horrible, bad, dreadful, poor, badly, worst, disgusting, cannot stand, annoying, rubbish, useless
bored: boring, bored, dull, tedious, dreary, uninteresting
surprised: surprised, surprise, astonished, unexpected, shock
proud: proud, pride, honour
tired: tired, exhausted, weary, worn out, sleepy, fatigue

# food
food: food, meal, eat, ate, dish, lunch, dinner, breakfast, cuisine, snack, hungry, feed, portion, plate
hungry: hungry, hunger, starving, appetite, wants food, starve, thirsty
cook: cook, cooking, bake, recipe, kitchen, fry, boil, chef, roast, cooked, baking, grill, boiled
drink: drink, water, juice, tea, coffee, beer, wine, beverage, thirsty
salty: salty, salt, seasoning, season, spice, spicy, pepper
sweet: sweet, sugar, cake, chocolate, dessert, honey, candy, biscuit
soup: soup, stew, broth
egg: egg, eggs, omelette, yolk
nut: nut, nuts, peanut, peanuts, almond, hazelnut
meat: meat, beef, pork, chicken, sausage, steak
vegetable: vegetable, salad, carrot, potato, onion, tomato, cabbage
fruit: fruit, apple, banana, orange, pear, berry
bread: bread, loaf, toast, dough, crust, pie
restaurant: restaurant, cafe, waiter, menu, diner

# animals and plants
dog: dog, dogs, puppy, puppies, hound, canine, barks, bark, leash
cat: cat, cats, kitten, feline, meow, purr
bird: bird, birds, sparrow, parrot, eagle, penguin, duck
fish: fish, goldfish, salmon, trout, shark
farm: farm, farmer, sheep, cow, cattle, barn, harvest, crop, wheat
pet: pet, vet, animal, animals, creature
plant: plant, plants, garden, flower, tree, grass, leaf, gardening, flowers, trees, bush, vegetable garden, watering
insect: insect, bee, ant, mosquito, butterfly

# weather and nature
rain: rain, rainy, storm, shower, wet, umbrella, thunder, raining, drizzle, hail, cloud, cloudy
snow: snow, ice, frost, blizzard, winter, snowing, snowfall
sun: sun, sunny, sunshine, summer, bright
forecast: forecast, weather, tomorrow, climate, bad weather, storm, wind, windy
cold: cold, freezing, chilly, cool, without heat
hot: hot, heat, warm, boiling, temperature
dry: dry, drought, arid, needs water, thirst, dried, thirsty, watering
flood: flood, flooded, inundate, water covered, overflow, floods, deluge, under water, submerged
river: river, stream, lake, bank, shore, creek, canal
sea: sea, ocean, wave, beach, coast
mountain: mountain, hill, peak, volcano, valley
earthquake: earthquake, quake, tremor
environment: environment, pollution, carbon, emission, recycling
space: space, planet, star, moon, galaxy, orbit, rocket

# travel and transport
car: car, cars, vehicle, automobile, drive, drives, driver, motor, van, driving, wheel, engine, petrol, fuel, garage, parking
bus: bus, coach, tram, public transport, underground, metro, buses
train: train, railway, rail, locomotive, platform, trains, tram, subway
flight: flight, plane, aeroplane, airplane, aircraft, airport, airline, pilot
ship: boat, ship, ferry, sail, harbour, vessel
bicycle: bicycle, bike, cycling, cyclist
delay: delay, delayed, late, behind schedule, not arrived, has not arrived, overdue
early: early, ahead of time, in advance
road: road, street, motorway, highway, lane, road works, crossing, pavement, route, path
bridge: bridge, crossing, viaduct
traffic: traffic, jam, congestion, speed limit, too fast, speeding, rush hour
hotel: hotel, accommodation, hostel, room, lodging, inn, stay, bed and breakfast, guest house
ticket: ticket, tickets, booking, reservation, seat, entrance, admission, queue
travel: travel, journey, trip, tour, tourist, visit, traveller
near: near, nearest, close, close by, nearby, nearby place, around the corner, around here, not far
city: city, town, village, capital, municipality, suburb, downtown, district
full: full, crowded, packed, busy, sold out, no tickets left, overcrowded, occupied, booked, people
closed: closed, shut, blocked, block, locked, close, closes, closing
open: open, opens, can be visited, accessible, opening hours, opened, opening, from nine, business hours

# school and language
school: school, class, classroom, lesson, college, university, classes, homework, curriculum, kindergarten
teacher: teacher, teachers, tutor, professor, instructor, staff
student: student, students, pupil, pupils, learner, scholar
exam: exam, examination, test, quiz, grade, marks, tests, assessment
fail: fail, failed, flunk, did not pass, not pass, unsuccessful, failing, missed
pass: pass, passed, succeed, success, qualify
book: book, novel, chapter, read, reader, author, library, literature, story, poem, paragraph
write: write, written, wrote, essay, text, letter, article
translate: translate, translation, rendered, interpreter, language of, translated, render
language: language, spanish, french, german, english, latin, tongue, dialect, word, words, grammar, vocabulary, madrid, paris
question: question, ask, query, answer, reply, respond
explain: explain, describe, clarify, tell
summary: summary, summarise, summarize, abstract, shorten, outline, key points

# leisure
film: film, movie, cinema, series, actor, documentary, watch, scene
music: music, song, melody, tune, band, concert, album, singer, sing, orchestra, piano, guitar, listen
show: show, performance, theatre, play, concert, exhibition, stage, musical, audience
game: game, match, play, tournament, league, chess, player, goal, score, referee
win: win, won, victory, victorious, champion, triumph, beat
lose: lose, lost, defeat, gone, missing, mislaid, loses, losing, stolen, cannot find, disappeared
sport: sport, football, tennis, basketball, team, athlete, coach
art: art, painting, paint, painted, portrait, draw, gallery, sculpture
photo: photo, picture, image, photograph, camera
party: party, birthday, celebrate, celebration, festival
toy: toy, doll, balloon, puzzle

# home
house: house, home, flat, apartment, building, residence, roof, room, floor, kitchen, garden
light: light, lamp, bulb, lantern, lights, candle, bulbs
switch: switch, turn off, turn on, switch off, switch on, power button, turned off, turned on, disable, enable
clean: clean, wash, laundry, tidy, scrub, detergent, rinse, cleaned, washing machine, dirty, stain
clothes: clothes, shirt, dress, trousers, hat, shoes, jacket, garment, fashion, wear, jeans, coat, sock, skirt, sweater, tie
wallet: wallet, purse, handbag, bag, credit card, cash card, backpack
key: key, lock, door, gate
furniture: furniture, chair, table, sofa, shelf, bed
window: window, glass, curtain
tool: hammer, ladder, screwdriver, drill, saw
kitchen: oven, fridge, stove, dishwasher, pan
move: move, relocate, change address, new home, moving, moved

# time and amount
today: today, now, currently, present, this moment
tomorrow: tomorrow, next day, soon, future
yesterday: yesterday, past, ago, last
month: month, quarter, three months, week, year
morning: morning, dawn, a.m., sunrise
night: night, evening, midnight, dark
two: two, pair, couple, both, double, twice, second
many: many, much, lots, plenty, numerous, several
few: few, little, less, lack, lacks, scarce, shortage, not enough, only, hardly, rare
more: more, extra, additional, further, again, increase, raise, plus
all: all, everything, every, entire, whole
big: big, large, huge, giant, tall
small: small, little, tiny, short
wrong: wrong, incorrect, mistaken, false, inaccurate, error, mistake, fault
right: right, correct, correctly, accurate, true, proper
begin: begin, start, starts, commence, first, starting, open, launch
finish: finish, complete, end, ended, last, over, done, ready
need: need, needs, require, must, want, would like
help: help, assist, support, aid, advice, helped, support team, service desk
allow: allow, permit, permission, enable, let
forbid: forbid, ban, prohibit, not allowed
`;
