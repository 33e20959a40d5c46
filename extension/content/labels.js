// @ts-check
// What pages call their parts, by language: used only where a page has no name for a part that is the same in every language.
// `{name}` stands for whoever is answered, `{self}` for whoever writes, `{audience}` for who will see it. Data, and how to compare with it.
//
// X's words are those of its own translations. Facebook's English and Spanish words were seen on its pages; the others are from
// its help pages and may be wrong: a word that is missing here leaves a part unrecognised, which is said, never guessed.

/** @typedef {"message"|"comment"|"reply"|"post"|"next"|"share"|"saying"|"saving"|"editing"|"sending"|"audience"|"everyone"|
 *   "friends"|"undescribed"|"publish"} LabelKey */

/** @type {Readonly<Record<LabelKey, Readonly<Record<string, readonly string[]>>>>} */
const LABELS = Object.freeze({
  message: {
    any: ["Aa"],
    en: ["Message", "Message {name}", "Write to {name}", "Thread composer"], es: ["Mensaje", "Escribir a {name}"], de: ["Nachricht", "Nachricht an {name}"],
    fr: ["Message", "Écrire à {name}"], pt: ["Mensagem"], it: ["Messaggio"],
  },
  comment: {
    en: ["Comment as {self}", "Answer as {self}", "Write a comment…", "Write a public comment…", "Write an answer…"],
    es: ["Comentar como {self}", "Responder como {self}", "Escribe un comentario…", "Escribe un comentario público…"],
    de: ["Als {self} kommentieren", "Kommentieren als {self}", "Schreibe einen Kommentar…", "Schreibe einen öffentlichen Kommentar…"],
    fr: ["Commenter en tant que {self}", "Écrivez un commentaire…", "Écrire un commentaire public…"],
    pt: ["Comentar como {self}", "Escreva um comentário…"], it: ["Commenta come {self}", "Scrivi un commento…"],
  },
  reply: {
    en: ["Reply to {name}", "Reply as {self}", "Write a reply…", "Write a public reply…"],
    es: ["Responder a {name}", "Escribe una respuesta…", "Escribe una respuesta pública…"],
    de: ["{name} antworten", "Antworte {name}", "Schreibe eine Antwort…"], fr: ["Répondre à {name}", "Écrivez une réponse…"],
    pt: ["Responder a {name}", "Escreva uma resposta…"], it: ["Rispondi a {name}", "Scrivi una risposta…"],
  },
  post: {
    en: ["Post", "Publish", "Schedule"], es: ["Publicar", "Programar"], de: ["Posten", "Veröffentlichen", "Planen"], fr: ["Publier", "Programmer"],
    pt: ["Publicar", "Programar"], it: ["Pubblica", "Programma"],
  },
  next: { en: ["Next"], es: ["Siguiente"], de: ["Weiter"], fr: ["Suivant"], pt: ["Avançar", "Seguinte"], it: ["Avanti"] },
  share: {
    en: ["Share now", "Share now ({audience})"], es: ["Compartir ahora", "Compartir ahora ({audience})"], de: ["Jetzt teilen", "Jetzt teilen ({audience})"],
    fr: ["Partager maintenant"], pt: ["Compartilhar agora", "Partilhar agora"], it: ["Condividi ora"],
  },
  saying: {
    en: ["Say something about this…"], es: ["Di algo sobre esto…"], de: ["Sag etwas dazu…"], fr: ["Dites quelque chose à ce sujet…"],
    pt: ["Diga algo sobre isso…"], it: ["Di' qualcosa…"],
  },
  saving: { en: ["Save"], es: ["Guardar"], de: ["Speichern"], fr: ["Enregistrer"], pt: ["Salvar", "Guardar"], it: ["Salva"] },
  editing: {
    en: ["Edit post", "Edit"], es: ["Editar publicación", "Editar post"], de: ["Beitrag bearbeiten", "Post bearbeiten"],
    fr: ["Modifier la publication", "Éditer le post"], pt: ["Editar publicação", "Editar post"], it: ["Modifica post", "Modifica il post"],
    nl: ["Bewerk post"], ja: ["ポストを編集"],
  },
  sending: {
    en: ["Post comment", "Post Comment", "Comment", "Reply", "Send"], es: ["Publicar comentario", "Comentar", "Responder", "Enviar"],
    de: ["Kommentar posten", "Kommentieren", "Antworten", "Senden"], fr: ["Publier le commentaire", "Commenter", "Répondre", "Envoyer"],
    pt: ["Publicar comentário", "Comentar", "Responder", "Enviar"], it: ["Pubblica commento", "Commenta", "Rispondi", "Invia"],
  },
  audience: {
    en: ["Edit privacy. Sharing with {audience}", "Edit audience. Sharing with {audience}"],
    es: ["Editar privacidad. Se comparte con: {audience}", "Editar privacidad. Se comparte con {audience}", "Editar privacidad. Compartido con {audience}"],
    de: ["Privatsphäre bearbeiten. Teilen mit {audience}", "Privatsphäre bearbeiten. Wird geteilt mit {audience}"],
    fr: ["Modifier la confidentialité. Partage avec {audience}"], pt: ["Editar privacidade. Compartilhando com {audience}"],
    it: ["Modifica privacy. Condivisione con {audience}"],
  },
  everyone: { en: ["Public"], es: ["Público"], de: ["Öffentlich"], fr: ["Public"], pt: ["Público"], it: ["Pubblico", "Tutti"] },
  friends: {
    en: ["Friends", "Your friends"], es: ["Amigos", "Tus amigos"], de: ["Freunde", "Deine Freunde", "Deinen Freunden"], fr: ["Amis", "Vos amis"],
    pt: ["Amigos", "Seus amigos"], it: ["Amici", "I tuoi amici"],
  },
  undescribed: {
    en: ["Add description", "Add descriptions"], es: ["Añadir descripción", "Agregar descripciones"],
    de: ["Beschreibung hinzufügen", "Beschreibungen hinzufügen"], fr: ["Ajouter une description", "Ajouter des descriptions"],
    pt: ["Adicionar descrição", "Adicionar descrições"], it: ["Aggiungi descrizione", "Aggiungi descrizioni"],
    nl: ["Beschrijving toevoegen", "Beschrijvingen toevoegen"], ja: ["説明を追加"],
  },
  publish: {
    en: ["Post", "Publish", "Send", "Submit", "Reply", "Comment", "Share", "Save"],
    es: ["Publicar", "Enviar", "Responder", "Comentar", "Compartir", "Guardar"],
    de: ["Posten", "Veröffentlichen", "Senden", "Absenden", "Antworten", "Kommentieren", "Teilen", "Speichern"],
    fr: ["Publier", "Envoyer", "Répondre", "Commenter", "Partager", "Enregistrer"],
    pt: ["Publicar", "Enviar", "Responder", "Comentar", "Compartilhar", "Salvar"],
    it: ["Pubblica", "Invia", "Rispondi", "Commenta", "Condividi", "Salva"],
  },
});

/** Every pattern of a key as an expression, made when first asked for. @type {Map<LabelKey, RegExp[]>} */
const labelPatterns = new Map();

/**
 * Compare what a part is called with the words for it, in every language: a person's page may mix them.
 * @param {LabelKey} key
 * @param {string | null | undefined} text
 * @returns {{name?: string, self?: string, audience?: string} | null} what stood in the blanks, or null when it is called otherwise
 */
function labelled(key, text) {
  const plain = plainLabel(text ?? "");
  if (!plain) return null;
  for (const pattern of patternsOf(key)) {
    const found = pattern.exec(plain);
    if (found) return found.groups ?? {};
  }
  return null;
}

/** @param {LabelKey} key @returns {RegExp[]} */
function patternsOf(key) {
  let patterns = labelPatterns.get(key);
  if (!patterns) {
    const every = Object.values(LABELS[key]).flat();
    patterns = every.map((label) => {
      const escaped = plainLabel(label).replace(/[.*+?^$()|[\]\\]/g, "\\$&");
      return new RegExp(`^${escaped.replace(/\{(\w+)\}/g, "(?<$1>.+)")}$`, "iu");
    });
    labelPatterns.set(key, patterns);
  }
  return patterns;
}

/** One space for a run of spaces, three dots for an ellipsis, no dots or marks of direction at the end. @param {string} text */
function plainLabel(text) {
  return text.replace(/[\u200b\u200e\u200f\u2066-\u2069]/g, "").replace(/\s+/gu, " ").trim().replace(/(?:…|\.)+$/u, "");
}

/** The languages for which all of a site's words are known. @param {readonly LabelKey[]} keys */
function languagesOf(keys) {
  const sets = keys.map((key) => Object.keys(LABELS[key]));
  return sets.length ? sets[0].filter((language) => language !== "any" && sets.every((set) => set.includes(language))) : [];
}
