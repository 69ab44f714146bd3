/** A sentence, another way to say it, and a sentence about something else that shares words with it. */
export interface Triplet {
  readonly query: string;
  readonly same: string;
  readonly different: string;
}

type Row = readonly [query: string, same: string, different: string];

/** Used while the lexicon was written. */
const tunedOnRows: readonly Row[] = [
  ['How do I get a refund?', 'I want my money back.', 'How do I get a parking permit?'],
  [
    'The app crashes when I open it.',
    'The program stops working at startup.',
    'I open the window when it is hot.',
  ],
  ['My parcel has not arrived.', 'The delivery is late.', 'My brother has not arrived at school.'],
  [
    'Cancel my subscription.',
    'I would like to end the monthly plan.',
    'My subscription to this theory is total.',
  ],
  ['I forgot my password.', 'I cannot sign in to my account.', 'I forgot my umbrella.'],
  [
    'Where is the nearest doctor?',
    'I am looking for a physician close by.',
    'Where is the nearest bus stop?',
  ],
  ['The movie was boring.', 'The film was dull.', 'The movie starts at eight.'],
  ['She bought a new car.', 'She purchased a vehicle.', 'She bought a new hat.'],
  [
    'The model memorises the training data.',
    'The network overfits.',
    'The fashion model missed her training.',
  ],
  ['It will rain tomorrow.', 'A storm is in the forecast.', 'It will cost more tomorrow.'],
  [
    'Our sales fell last quarter.',
    'Revenue declined in the past three months.',
    'He fell off the ladder last quarter.',
  ],
  ['The soup is too salty.', 'This dish needs less seasoning.', 'The sea is too rough.'],
  [
    'My laptop battery dies quickly.',
    'The notebook runs out of power fast.',
    'My goldfish dies quickly.',
  ],
  [
    'The contract was terminated.',
    'The agreement has been ended by the lawyers.',
    'The train terminated at the border.',
  ],
  ['He is afraid of dogs.', 'Puppies scare him.', 'He is fond of dogs on posters.'],
  ['The flight was delayed.', 'Our plane left late.', 'The flight of the arrow was straight.'],
  [
    'Students need more teachers.',
    'The school lacks staff for its pupils.',
    'Students need more money.',
  ],
  [
    'The company hired twenty engineers.',
    'The firm recruited developers.',
    'The company sold twenty chairs.',
  ],
  [
    'Reset the router to fix the connection.',
    'Restart the modem when the internet is down.',
    'Reset the scale to fix the weight.',
  ],
  [
    'The patient has a fever.',
    'The sick man has a high temperature.',
    'The patient teacher has a hobby.',
  ],
  ['Prices went up again.', 'Everything is more expensive.', 'The balloons went up again.'],
  [
    'The police arrested the thief.',
    'Officers caught the burglar.',
    'The thief stole a bicycle bell.',
  ],
  ['I love this song.', 'This music is wonderful.', 'I love this cheese.'],
  ['Our team won the match.', 'We were victorious in the game.', 'Our team won a new customer.'],
  [
    'The bridge is closed for repair.',
    'Road works block the crossing.',
    'The bridge of his nose is broken.',
  ],
  ['The invoice is wrong.', 'I was billed an incorrect amount.', 'The clock is wrong.'],
  [
    'Encrypt the files before sending them.',
    'Protect the documents with a cipher.',
    'Fold the letters before sending them.',
  ],
  ['The baby cannot sleep.', 'The infant stays awake.', 'The volcano cannot sleep.'],
  ['We need a cheaper hotel.', 'Find us affordable accommodation.', 'We need a cheaper printer.'],
  [
    'The president gave a speech.',
    'The head of state addressed the nation.',
    'The president of the chess club resigned.',
  ],
];

/** Never used for the lexicon: what the floor in the test is held against. */
const heldOutRows: readonly Row[] = [
  [
    'Please change my delivery address.',
    'Ship the order to another place.',
    'Please change my bandage.',
  ],
  ['The server is down.', 'The website is unavailable.', 'The server brought the wine.'],
  ['I lost my wallet.', 'My purse is gone.', 'I lost my temper.'],
  [
    'The battery charges slowly.',
    'It takes long to fill the phone with power.',
    'The lawyer charges slowly rising fees.',
  ],
  [
    'The doctor prescribed pills.',
    'I was given medicine by a physician.',
    'The doctor painted a portrait.',
  ],
  ['He failed the exam.', 'He did not pass the test.', 'He failed to close the gate.'],
  ['The kitten is hungry.', 'The little cat wants food.', 'The reader is hungry for news.'],
  [
    'The match was cancelled because of snow.',
    'Bad weather stopped the game.',
    'The match lit because of the oil.',
  ],
  ['She works as a nurse.', 'Her job is at a hospital.', 'She works on a painting.'],
  ['The test suite is flaky.', 'Our unit checks fail at random.', 'The pie crust is flaky.'],
  [
    'The loan has a high interest rate.',
    'Borrowing money from the bank is expensive.',
    'The novel has high interest for scholars.',
  ],
  ['My tooth hurts.', 'I need a dentist for the pain.', 'My pride hurts.'],
  ['The bus is crowded.', 'Public transport is full of people.', 'The shelf is crowded with cups.'],
  [
    'The government raised taxes.',
    'Citizens must pay more to the state.',
    'The farmer raised sheep.',
  ],
  ['The translation is poor.', 'The text was badly rendered into French.', 'The village is poor.'],
  [
    'The classifier labels spam correctly.',
    'Junk mail is detected by the model.',
    'The clerk labels boxes correctly.',
  ],
  ['I am allergic to nuts.', 'Peanuts make me ill.', 'I am new to this town.'],
  [
    'The concert was sold out.',
    'There were no tickets left for the show.',
    'The shoes were sold at half price.',
  ],
  ['Turn off the light.', 'Switch the lamp off.', 'Turn off the main road.'],
  ['The garden needs water.', 'The plants are dry.', 'The argument needs evidence.'],
  [
    'The judge sentenced him to prison.',
    'The court sent the criminal to jail.',
    'The judge tasted ten cakes.',
  ],
  ['The query is slow.', 'The database takes long to answer.', 'The tortoise is slow.'],
  ['My child is unhappy at school.', 'My son feels sad in class.', 'My child is tall.'],
  ['The company went bankrupt.', 'The business ran out of money.', 'The company went on a picnic.'],
  [
    'The river flooded the town.',
    'Water covered the streets of the village.',
    'Tourists flooded the town.',
  ],
  [
    'Wash the shirt in cold water.',
    'Clean the clothes without heat.',
    'Pour the tea in cold water.',
  ],
  [
    'The recipe needs two eggs.',
    'You must cook it with a pair of eggs.',
    'The plan needs two signatures.',
  ],
  ['The store opens at nine.', 'The shop can be visited from 9 a.m.', 'The flower opens at dawn.'],
  ['He drives too fast.', 'He exceeds the speed limit in his car.', 'He drives a hard bargain.'],
  [
    'Translate this page to Spanish.',
    'I need the text in the language of Madrid.',
    'Turn this page to the left.',
  ],
];

function triplets(rows: readonly Row[]): readonly Triplet[] {
  return rows.map(([query, same, different]) => ({ query, same, different }));
}

export const tunedOn = triplets(tunedOnRows);
export const heldOut = triplets(heldOutRows);
