/** Spanish, the language every other is typed after: a text missing elsewhere does not compile. */
import type { RefusalCode } from '../protocol/refusals.ts';
import type { Phase, StreamState } from '../protocol/nouns.ts';
import { plural } from './languages.ts';

/** What went wrong, what is kept, what to do. */
export const refusals: Record<RefusalCode, string> = {
  unreadable: 'No se ha entendido lo enviado. Recarga la página y prueba otra vez.',
  unreadable_text: 'El texto lleva un carácter que no se puede guardar. Bórralo y vuelve a escribirlo.',
  text_empty: 'Falta el texto.',
  text_too_long: 'El texto es demasiado largo.',
  foreign_origin: 'Esta petición viene de otra página y no se ha admitido.',
  foreign_content_type: 'Este formato no se admite.',
  body_too_large: 'Lo enviado es demasiado grande.',
  not_signed_in: 'Hay que entrar primero.',
  wrong_credentials: 'El correo o la contraseña no son correctos.',
  link_used_up: 'Este enlace ya se ha usado o ha caducado. Reinicia el servidor para obtener otro.',
  not_allowed: 'No tienes permiso para hacer esto.',
  no_such_page: 'Esta página no existe.',
  no_such_meeting: 'No hay ningún pleno con ese código.',
  no_such_comment: 'Ese comentario ya no está.',
  no_such_item: 'Ese punto ya no está en el orden del día.',
  no_such_stream: 'Esa emisión ya no está.',
  intake_closed: 'Ahora no se admiten comentarios en este pleno. Tu texto sigue aquí.',
  already_decided: 'Otra persona lo ha decidido antes.',
  not_published: 'Solo puede ir a la pantalla lo que está publicado.',
  id_taken: 'Esta orden ya se usó para otra cosa. Recarga la página.',
  code_taken: 'Ese código ya es de otro pleno.',
  email_taken: 'Ya hay una persona con ese correo.',
  not_a_rehearsal: 'Este pleno no es un ensayo.',
  private_address: 'La dirección lleva a la red interna del servidor y no se admite.',
  not_a_stream: 'La dirección no es una emisión conocida (HLS, YouTube, Vimeo, PeerTube o Twitch).',
  weak_password: 'La contraseña necesita al menos 15 caracteres.',
  too_fast: 'Vas muy deprisa. Espera un poco; tu texto sigue aquí.',
  database_away: 'El servidor no llega ahora a sus datos. No se ha cambiado nada; prueba en unos segundos.',
  busy: 'Hay mucha gente enviando. Tu texto sigue aquí; prueba en unos segundos.',
};

export const phases: Record<Phase, string> = {
  scheduled: 'Convocado',
  open_for_comments: 'Abierto a comentarios',
  in_session: 'En sesión',
  public_turn: 'Turno del público',
  closed: 'Terminado',
  archived: 'Archivado',
};

export const streamStates: Record<StreamState, string> = {
  unchecked: 'Sin comprobar',
  live: 'En directo',
  stalled: 'Detenida',
  ended: 'Terminada',
  unreachable: 'No se alcanza',
  refused: 'No admitida',
};

/** Words that more than one page says. */
export const common = {
  neighbour: (n: number) => `Vecindad ${n}`,
  resident: 'Residente',
  question: 'Pregunta',
  comment: 'Comentario',
  number: (n: number) => `n.º ${n}`,
  item: (number: string) => `Punto ${number}`,
  test: 'ENSAYO',
  testLong: 'Ensayo: nada de lo que se ve es real',
  supporters: (n: number) => plural('es', n, { one: `la apoya ${n}`, other: `la apoyan ${n}` }),
};
